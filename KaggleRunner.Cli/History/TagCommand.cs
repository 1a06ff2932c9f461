using System.CommandLine;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.History.Annotations;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.CommandLine.History;

/// <summary><c>kaggle-runner tag N TAG…</c>: adds tags to a run, or takes them away.</summary>
internal static class TagCommand
{
    private static readonly Argument<string[]> Tags = new("TAG")
    {
        Description = "Words to find the run by: kaggle-runner list tag:TAG.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> Remove = new("--remove") { Description = "Takes the tags away." };

    public static Command Create() =>
        new Command("tag", "Adds tags to a run, or takes them away.") { SharedOptions.Number, Tags, Remove }.Runs(
            async (session, parsed, cancellationToken) =>
            {
                var run = await session.FindRunAsync(parsed.GetValue(SharedOptions.Number), cancellationToken);
                var annotator = session.Get<RunAnnotator>();
                var tags = parsed.GetRequiredValue(Tags);
                var changed = parsed.GetValue(Remove)
                    ? await annotator.RemoveTagsAsync(run.Id, tags, cancellationToken)
                    : await annotator.AddTagsAsync(run.Id, tags, cancellationToken);
                session.Screen.Say($"Run #{run.Id.Number}: {Told(changed)}");
                return ExitCode.Passed;
            }
        );

    private static string Told(Run run) =>
        run.Annotations.Tags.Count == 0 ? "no tags" : TerminalText.Plain(string.Join(' ', run.Annotations.Tags));
}
