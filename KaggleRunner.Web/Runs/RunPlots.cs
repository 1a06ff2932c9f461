using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Artifacts;

namespace KaggleRunner.Web.Runs;

/// <summary>The few plots of a run that stand in its row.</summary>
internal static class RunPlots
{
    private const int Most = 3;

    // They come whole, fifty rows of them.
    private const long Largest = 2_000_000;

    /// <summary>The addresses of its first images.</summary>
    public static IReadOnlyList<string> Of(Run run, KnownPlots plots) =>
        [
            .. plots
                .Of(run)
                .Where(artifact => artifact.Kind == ArtifactKind.Image && artifact.Bytes < Largest)
                .Take(Most)
                .Select(artifact => ArtifactLinks.Plain(run.Id, artifact.Path)),
        ];
}
