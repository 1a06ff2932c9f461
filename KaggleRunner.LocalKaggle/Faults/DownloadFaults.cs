using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using KaggleRunner.LocalKaggle.Faults.Streams;
using KaggleRunner.LocalKaggle.Outputs;

namespace KaggleRunner.LocalKaggle.Faults;

/// <summary>Output files that come slowly, in part, or from an address that has expired.</summary>
internal sealed partial class DownloadFaults(FaultSwitch faults, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, byte> _expired = new(StringComparer.Ordinal);

    /// <summary>True when the call was answered here.</summary>
    public async Task<bool> AnswerAsync(HttpContext context, FaultCall call)
    {
        if (call.Kind != FaultCallKind.Download)
        {
            return false;
        }

        var session = Path.GetFileName(context.Request.Path.Value!);
        if (!_expired.ContainsKey(session))
        {
            if (faults.StrikeNow(FaultNames.DownloadExpired, call) is null)
            {
                return false;
            }

            _expired[session] = 0;
        }

        await FaultPages.AnswerAsync(context.Response, 403, FaultPages.Expired, "application/xml");
        return true;
    }

    public WriteStream? Wrap(HttpContext context, FaultCall call, Stream body)
    {
        WriteStream? wrapped = null;
        if (faults.StrikeNow(FaultNames.DownloadSlow, call) is not null)
        {
            wrapped = new SlowStream(body, () => context.Response.ContentLength, time, context.RequestAborted);
        }

        return faults.Strike(FaultNames.DownloadTruncated, call) is { } strike
            ? new HalfStream(wrapped ?? body, strike, () => context.Response.ContentLength, breaksOff: true)
            : wrapped;
    }

    /// <summary>A new list of outputs brings new addresses.</summary>
    public WriteStream? Watch(FaultCall call, Stream body) =>
        _expired.IsEmpty || !string.Equals(call.Method, "ListKernelSessionOutput", StringComparison.Ordinal)
            ? null
            : new RewrittenStream(body, Renew);

    private string Renew(string answer)
    {
        foreach (Match found in Address().Matches(answer))
        {
            _expired.TryRemove(found.Groups["session"].Value, out _);
        }

        return answer;
    }

    [GeneratedRegex(
        DownloadEndpoint.Prefix + @"/(?<session>[0-9]+)\?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Address();
}
