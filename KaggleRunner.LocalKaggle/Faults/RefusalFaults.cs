using System.Globalization;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Faults;

/// <summary>Faults that answer in the server's place: the call is never handled.</summary>
internal sealed class RefusalFaults(FaultSwitch faults, TimeProvider time)
{
    /// <summary>True when the call was answered here.</summary>
    public async Task<bool> AnswerAsync(HttpContext context, FaultCall call)
    {
        var response = context.Response;
        if (faults.StrikeNow(FaultNames.Unavailable, call) is not null)
        {
            await FaultPages.AnswerAsync(response, 503, FaultPages.Unavailable);
            return true;
        }

        return call.Kind != FaultCallKind.Upload && await RefuseAsync(response, call);
    }

    private async Task<bool> RefuseAsync(HttpResponse response, FaultCall call)
    {
        if (faults.StrikeNow(FaultNames.RateLimitSeconds, call) is { } wait)
        {
            response.Headers.RetryAfter = wait.Next(1, 4).ToString(CultureInfo.InvariantCulture);
            response.StatusCode = 429;
            await response.WriteJsonAsync(new FaultAnswer(429, "Too many requests"), WireJson.Default.FaultAnswer);
        }
        else if (faults.StrikeNow(FaultNames.RateLimitDate, call) is { } until)
        {
            var date = time.GetUtcNow().AddSeconds(until.Next(2, 5));
            response.Headers.RetryAfter = date.ToString("R", CultureInfo.InvariantCulture);
            await FaultPages.AnswerAsync(response, 429, FaultPages.RateLimited);
        }
        else if (faults.StrikeNow(FaultNames.ServerError, call) is not null)
        {
            await FaultPages.AnswerAsync(response, 500, FaultPages.ServerError);
        }
        else if (call.IsRpc && faults.StrikeNow(FaultNames.Html200, call) is not null)
        {
            await FaultPages.AnswerAsync(response, 200, FaultPages.SignIn);
        }
        else
        {
            return false;
        }

        return true;
    }
}
