using System.Collections.Concurrent;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Faults;

/// <summary>Wrong answers to GetKernelSessionStatus.</summary>
internal sealed class StatusFaults(FaultSwitch faults)
{
    private readonly ConcurrentDictionary<string, VersionPolls> _polls = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>After a push the unpinned status is another session's.</summary>
    public void Pushed(FaultCall push) => _polls.TryRemove($"{push.Kernel}#", out _);

    /// <summary>True when the call was answered here.</summary>
    public async Task<bool> AnswerAsync(HttpContext context, FaultCall call)
    {
        if (!string.Equals(call.Method, "GetKernelSessionStatus", StringComparison.Ordinal))
        {
            return false;
        }

        var polls = _polls.GetOrAdd($"{call.Kernel}#{call.Version}", _ => new VersionPolls());
        var response = context.Response;
        if (polls.Forbidden.Strikes(() => faults.Strike(FaultNames.StatusForbidden, call)))
        {
            response.StatusCode = 403;
            var answer = new FaultAnswer(403, "Permission 'kernelSessions.get' was denied");
            await response.WriteJsonAsync(answer, WireJson.Default.FaultAnswer);
        }
        else if (call.Version is not "v1" && polls.Stale.Strikes(() => faults.Strike(FaultNames.StatusStale, call)))
        {
            await AnswerAsync(response, """{"status":"COMPLETE"}""");
        }
        else if (faults.StrikeNow(FaultNames.UnknownEnum, call) is not null)
        {
            await AnswerAsync(response, """{"status":"PREEMPTED"}""");
        }
        else
        {
            return false;
        }

        return true;
    }

    private static Task AnswerAsync(HttpResponse response, string json)
    {
        response.ContentType = "application/json; charset=utf-8";
        return response.WriteAsync(json);
    }

    private sealed record VersionPolls
    {
        public FirstPolls Forbidden { get; } = new();
        public FirstPolls Stale { get; } = new();
    }
}
