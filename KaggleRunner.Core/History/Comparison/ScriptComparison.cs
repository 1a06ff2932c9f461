using KaggleRunner.Core.Runs;

namespace KaggleRunner.Core.History.Comparison;

/// <summary>The scripts that were pushed. What differs in every run (its nonce, its source) is left out.</summary>
internal static class ScriptComparison
{
    private const string Begin = "# ---- job begins ----";
    private const string End = "# ---- job ends ----";

    public static IReadOnlyList<ComparedScript> Of(IReadOnlyList<Run> runs)
    {
        var scripts = runs.Select(run => Program(run.Folder)).ToList();
        return
        [
            .. runs.Zip(scripts)
                .Select(pair => new ComparedScript(
                    pair.First.Id,
                    pair.Second is not null,
                    pair.Second is null || scripts[0] is null
                        ? null
                        : string.Equals(pair.Second, scripts[0], StringComparison.Ordinal)
                )),
        ];
    }

    /// <summary>The script without its document, whose facts are compared as settings and commits; null when there is none.</summary>
    private static string? Program(string folder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, AdoptedRun.ScriptFile));
            var begin = text.IndexOf(Begin, StringComparison.Ordinal);
            var end = text.IndexOf(End, StringComparison.Ordinal);
            return begin < 0 || end < begin ? text : string.Concat(text.AsSpan(0, begin), text.AsSpan(end));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
