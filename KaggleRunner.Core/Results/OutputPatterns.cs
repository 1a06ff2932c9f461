using Microsoft.Extensions.FileSystemGlobbing;

namespace KaggleRunner.Core.Results;

/// <summary>Chooses outputs by glob patterns on their paths below <c>output/</c>: <c>**/</c> any folders, <c>*</c> within a name.</summary>
public sealed class OutputPatterns
{
    private readonly Matcher _matcher = new(StringComparison.Ordinal);

    /// <param name="include">Empty: all.</param>
    public OutputPatterns(IReadOnlyList<string> include, IReadOnlyList<string> exclude)
    {
        _matcher.AddIncludePatterns(include.Count == 0 ? ["**/*"] : include);
        _matcher.AddExcludePatterns(exclude);
    }

    /// <param name="name">An output's name on Kaggle, or its path below <c>output/</c>.</param>
    public bool Take(string name) => _matcher.Match(OutputPlacement.CollectedName(name) ?? name).HasMatches;
}
