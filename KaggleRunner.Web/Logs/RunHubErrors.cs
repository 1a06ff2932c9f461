using KaggleRunner.Core.Common;
using Microsoft.AspNetCore.SignalR;

namespace KaggleRunner.Web.Logs;

/// <summary>Refusals go to the client in words; errors that nobody foresaw go to the log.</summary>
internal sealed partial class RunHubErrors(ILogger<RunHubErrors> logger) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext,
        Func<HubInvocationContext, ValueTask<object?>> next
    )
    {
        try
        {
            return await next(invocationContext);
        }
        catch (RunnerException e)
        {
            throw new HubException(e.Sentence, e);
        }
        catch (Exception e) when (e is not (HubException or OperationCanceledException))
        {
            Log.Failed(logger, e, invocationContext.HubMethodName);
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The hub's method {Method} failed")]
        public static partial void Failed(ILogger logger, Exception exception, string method);
    }
}
