using System.Globalization;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Runs.Cost;

namespace KaggleRunner.CommandLine.Runs;

/// <summary>What a run is likely to take, in a line before it starts: <c>~14 min, 0.2 of 21.4 GPU h left</c>.</summary>
internal static class CostLine
{
    public static void Tell(Screen screen, RunCost cost)
    {
        screen.Say(Of(cost));
        foreach (var trap in cost.Traps.Concat(ShortQuota(cost)))
        {
            screen.Say($"{screen.Styled("warning:", Style.Yellow, onError: true)} {TerminalText.Plain(trap)}");
        }
    }

    public static string Of(RunCost cost)
    {
        var runs = cost.Runs > 1 ? $"{cost.Runs} runs, " : "";
        var time = cost.Expected is { } expected ? $"~{About(expected)}" : $"at most {About(cost.AtMost)}";
        var quota = cost.Quota is { } use
            ? string.Create(
                CultureInfo.InvariantCulture,
                $", {(use.Expected ?? use.AtMost).TotalHours:0.0} of {use.Free.TotalHours:0.0} {Name(cost.Kind)} h left"
            )
            : "";
        return runs + time + quota;
    }

    private static IEnumerable<string> ShortQuota(RunCost cost)
    {
        if (cost.Quota is { Suffices: false } quota)
        {
            var refresh = quota.RefreshesAt is { } at ? $" It refreshes at {Words.Moment(at)}." : "";
            yield return $"The {Name(cost.Kind)} quota that is left is likely to be too little.{refresh}";
        }
    }

    private static string Name(AcceleratorKind kind) =>
        kind switch
        {
            AcceleratorKind.Gpu => "GPU",
            AcceleratorKind.Tpu => "TPU",
            _ => "CPU",
        };

    // A guess is not told to the second.
    private static string About(TimeSpan time) =>
        time.TotalMinutes < 1 ? $"{Math.Max(1, (int)time.TotalSeconds)} s"
        : time.TotalHours < 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min")
        : time.Minutes == 0 ? $"{(int)time.TotalHours} h"
        : $"{(int)time.TotalHours} h {time.Minutes:00} min";
}
