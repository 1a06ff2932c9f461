using System.Globalization;
using System.Text.RegularExpressions;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Faults;

/// <summary>A server whose clock is hours off: always by the same time, ahead or behind as the seed has it.</summary>
internal sealed partial class ClockSkew(FaultSwitch faults, TimeProvider time)
{
    /// <summary>How far the answer to this call is off; null when it is right. Headers are seen to.</summary>
    public TimeSpan? Of(HttpContext context, FaultCall call)
    {
        if (faults.StrikeNow(FaultNames.ClockSkew, call) is null)
        {
            return null;
        }

        var random = new Random(faults.Seed);
        var shift = TimeSpan.FromMinutes(random.Next(61, 720)) * (random.Next(2) == 0 ? 1 : -1);
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.Date = (time.GetUtcNow() + shift).ToString("R", CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
        return shift;
    }

    /// <summary>All timestamps of a JSON text, shifted; text inside of strings, such as a log, is left alone.</summary>
    public static string Rewrite(string json, TimeSpan shift) =>
        Timestamp()
            .Replace(
                json,
                found =>
                    $"\"{Timestamps.Format(DateTimeOffset.Parse(found.Groups["time"].Value, CultureInfo.InvariantCulture) + shift)}\""
            );

    [GeneratedRegex(
        @"(?<!\\)""(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z)""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Timestamp();
}
