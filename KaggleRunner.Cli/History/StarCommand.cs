using System.CommandLine;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.Core.History.Annotations;

namespace KaggleRunner.CommandLine.History;

/// <summary><c>kaggle-runner star N…</c>: gives runs a star, or takes it away.</summary>
internal static class StarCommand
{
    private static readonly Option<bool> Remove = new("--remove") { Description = "Takes the star away." };

    public static Command Create() =>
        new Command("star", "Gives runs a star, or takes it away.") { HistoryOptions.Numbers, Remove }.Runs(
            async (session, parsed, cancellationToken) =>
            {
                var runs = await HistoryOptions.FindRunsAsync(session, parsed, cancellationToken);
                foreach (var run in runs)
                {
                    await session.Get<RunAnnotator>().SetStarAsync(run.Id, !parsed.GetValue(Remove), cancellationToken);
                    session.Screen.Say($"Run #{run.Id.Number}: {(parsed.GetValue(Remove) ? "no star" : "starred")}");
                }

                return ExitCode.Passed;
            }
        );
}
