using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Repositories.Changes;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Formatting;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.NewRun;

/// <summary>What differs from the target's last run: settings, and the commits since.</summary>
public sealed partial class LastRunPanel : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<SettingsChange> _changes = [];
    private CommitComparison? _commits;
    private bool _isUnknown;
    private (RunId, string?) _asked;

    [Parameter, EditorRequired]
    public required Project Project { get; set; }

    [Parameter, EditorRequired]
    public required Run Last { get; set; }

    /// <summary>The settings of the run to come; null while they cannot be resolved.</summary>
    [Parameter]
    public RunSettings? Settings { get; set; }

    /// <summary>The working tree, and which commit of it would run.</summary>
    [Parameter, EditorRequired]
    public required SyncDraft Sync { get; set; }

    [Inject]
    private CommitComparer Comparer { get; set; } = default!;

    private string? Head => Sync.RunningSha ?? Sync.Status.HeadSha;

    private bool IsSame => _changes.Count == 0 && _commits is null or { CommitCount: 0 };

    private string Brief
    {
        get
        {
            List<string> parts = [.. Setting(), .. Commits()];
            if (Sync.RunningSha is null && Sync.Status.IsDirty)
            {
                parts.Add(HumanText.Count(Sync.Status.Changes.Count, "changed file"));
            }

            return string.Join(" · ", parts);
        }
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _changes = Settings is { } settings ? SettingsChange.Between(Last.Settings, settings) : [];
        if (Last.Revision?.Sha is not { } before || Head is not { } now || _asked == (Last.Id, now))
        {
            return;
        }

        _asked = (Last.Id, now);
        var asked = _asked;
        try
        {
            var commits = await Comparer.CompareAsync(Project, before, now, _gone.Token);
            if (asked == _asked)
            {
                (_commits, _isUnknown) = (commits, commits is null);
            }
        }
        catch (RunnerException)
        {
            (_commits, _isUnknown) = (null, true);
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    private IEnumerable<string> Setting() =>
        Settings is null ? []
        : _changes.Count == 0 ? ["same settings"]
        : [HumanText.Count(_changes.Count, "setting")];

    private IEnumerable<string> Commits()
    {
        if (Last.Revision is not { } revision)
        {
            yield return "it had no commit yet";
        }
        else if (_isUnknown)
        {
            yield return $"its commit {revision.ShortSha} is not in this repository";
        }
        else if (_commits is { } commits)
        {
            yield return commits.CommitCount == 0 ? "same commit" : HumanText.Count(commits.CommitCount, "commit");
            // A snapshot's own commit is on no branch.
            if (commits.MissingCount > 0 && Last.Sync.Mode is SyncMode.Push or SyncMode.None)
            {
                yield return $"without {HumanText.Count(commits.MissingCount, "commit")} of it";
            }
        }
    }

    private static string Word(string value) => value.Length == 0 ? "not set" : value;
}
