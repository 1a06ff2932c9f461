using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Queries;
using KaggleRunner.Web.Formatting;
using KaggleRunner.Web.Layout;
using KaggleRunner.Web.Runs;

namespace KaggleRunner.Web.Palette;

/// <summary>Finds runs by number, target, commit, message, note or tag, or by a filter as the Runs page takes it.</summary>
public sealed class RunFinder(RunStore store, TimeProvider clock)
{
    private const int ShortestSha = 4;

    /// <summary>The newest that match, those of the project first; the newest of all when nothing was typed.</summary>
    public async Task<IReadOnlyList<PaletteItem>> FindAsync(
        string typed,
        ProjectId? project,
        int most,
        CancellationToken cancellationToken
    )
    {
        var runs = await ReadAsync(typed, project, most, cancellationToken);
        if (project is not null && runs.Count < most)
        {
            runs = [.. runs, .. await ReadAsync(typed, null, most, cancellationToken)];
        }

        return
        [
            .. runs.DistinctBy(run => run.Id)
                .Take(most)
                .Select(run => Item(run, run.Id.Project != project).Marked(typed)),
        ];
    }

    private async Task<IReadOnlyList<Run>> ReadAsync(
        string typed,
        ProjectId? project,
        int most,
        CancellationToken cancellationToken
    )
    {
        var found = await Task.WhenAll(
            Filters(typed)
                .Select(filter =>
                    store.ListAsync(
                        new RunQuery
                        {
                            Project = project,
                            Filter = filter,
                            Take = most,
                        },
                        cancellationToken
                    )
                )
        );

        // A number that was typed names one run of a project; whatever else was found comes by its age.
        return
        [
            .. found
                .SelectMany(runs => runs)
                .DistinctBy(run => run.Id)
                .OrderByDescending(run => IsNumber(typed, run))
                .ThenByDescending(run => run.CreatedAt),
        ];
    }

    private static IEnumerable<RunFilter> Filters(string typed)
    {
        if (NumberIn(typed) is { } number)
        {
            yield return RunFilter.Everything with
            {
                Numbers = [number],
            };
            if (typed.StartsWith('#'))
            {
                yield break;
            }
        }

        yield return FilterIn(typed);
        if (typed.Length > 0 && typed[0] != '-' && !typed.Any(c => char.IsWhiteSpace(c) || c is ':' or '"'))
        {
            yield return RunFilter.Everything with
            {
                Tags = [$"*{typed}*"],
            };
        }

        if (typed.Length is >= ShortestSha and <= 64 && typed.All(char.IsAsciiHexDigit))
        {
            yield return RunFilter.Everything with
            {
                Commits = [typed.ToLowerInvariant()],
            };
        }
    }

    /// <summary>What a filter's line asks for; words to look for where it is none.</summary>
    internal static RunFilter FilterIn(string typed)
    {
        try
        {
            return RunQuery.Parse(typed).Filter;
        }
        catch (RunnerException)
        {
            return RunFilter.Everything with
            {
                Words = [.. typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(20)],
            };
        }
    }

    private static int? NumberIn(string typed) =>
        int.TryParse(typed.AsSpan().TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static bool IsNumber(string typed, Run run) => NumberIn(typed) == run.Id.Number;

    private PaletteItem Item(Run run, bool showsProject)
    {
        string?[] facts =
        [
            showsProject ? run.ProjectName : null,
            run.Revision?.ShortSha,
            run.Revision?.Subject,
            .. run.Annotations.Tags,
            HumanText.Relative(run.CreatedAt, clock),
        ];
        return new PaletteItem($"#{run.Id.Number} {run.Target.Title}", Glyphs.List)
        {
            State = RunStates.Of(run),
            Note = string.Join(" · ", facts.Where(fact => !string.IsNullOrWhiteSpace(fact))),
            Address = run.Id.Path,
        };
    }
}
