using KaggleRunner.Core.History.Comparison;
using KaggleRunner.Web.Formatting;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.History.Comparing;

/// <summary>What went into the runs: settings, commits, environment and packages, as far as they differ.</summary>
public sealed partial class CompareOverview
{
    [Parameter, EditorRequired]
    public required RunComparison Comparison { get; set; }

    private string Packages
    {
        get
        {
            var unknown = Comparison
                .Runs.Where((_, i) => !Comparison.HasPackages[i])
                .Select(run => $"#{run.Id.Number}")
                .ToList();
            return unknown.Count == Comparison.Runs.Count ? "None of these runs recorded its packages."
                : unknown.Count > 0 ? $"Not recorded by {string.Join(", ", unknown)}."
                : Comparison.Packages.Count == 0 ? "All packages have the same versions."
                : "";
        }
    }

    private string Relation(ComparedCommit commit) =>
        commit.Run == Comparison.Runs[0].Id ? "baseline"
        : commit.Ahead is not { } ahead || commit.Behind is not { } behind
            ? "the repository here does not have both commits"
        : (ahead, behind) switch
        {
            (0, 0) => "same commit",
            (_, 0) => $"{HumanText.Count(ahead, "commit")} ahead",
            (0, _) => $"{HumanText.Count(behind, "commit")} behind",
            _ => $"{ahead} ahead, {behind} behind",
        };

    private static string Short(string sha) => sha.Length > 7 ? sha[..7] : sha;
}
