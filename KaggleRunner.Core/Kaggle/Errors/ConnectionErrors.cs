using Polly;
using Polly.Timeout;

namespace KaggleRunner.Core.Kaggle;

/// <summary>Turns a failure of the connection, below any answer, into an exception in the user's words.</summary>
internal static class ConnectionErrors
{
    /// <summary>True for what HTTP itself throws when no complete answer came.</summary>
    public static bool IsConnectionFailure(Exception e) =>
        e is HttpRequestException or IOException or TimeoutRejectedException or ExecutionRejectedException;

    /// <summary>True when the request certainly never left: no connection could be made.</summary>
    public static bool WasNeverSent(Exception e) =>
        e
            is HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError
                    or HttpRequestError.NameResolutionError
                    or HttpRequestError.SecureConnectionError
                    or HttpRequestError.ProxyTunnelError
            };

    public static KaggleUnreachableException From(KaggleCall call, Exception e)
    {
        var sent = !WasNeverSent(e);
        var what = sent
            ? $"{call.Service} did not answer {call.Operation} to the end"
            : $"{call.Service} cannot be reached at {call.Account.ApiBase.Authority}";
        return new KaggleUnreachableException(
            $"{what}: {Reason(e)}.",
            call.IsLocal
                ? "Start it with `kaggle-runner local-kaggle`, or see server.log in its folder."
                : "Check the network connection (behind a proxy, set HTTPS_PROXY).",
            call.Facts(),
            call.Changes && sent,
            e
        );
    }

    private static string Reason(Exception e) =>
        e switch
        {
            TimeoutRejectedException => "no answer in time",
            ExecutionRejectedException => "it failed too often just now",
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "its name is not known",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                "no secure connection could be made",
            _ => (e.InnerException ?? e).Message.TrimEnd('.'),
        };
}
