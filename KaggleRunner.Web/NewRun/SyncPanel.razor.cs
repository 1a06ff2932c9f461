using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Repositories.Reach;
using KaggleRunner.Core.Repositories.Secrets;
using KaggleRunner.Web.Formatting;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace KaggleRunner.Web.NewRun;

/// <summary>The working tree before anything happens, and the user's decision what shall happen to it.</summary>
public sealed partial class SyncPanel : IDisposable
{
    private const int MostFiles = 50;

    private static readonly DialogOptions ReviewOptions = new()
    {
        CloseOnEscapeKey = true,
        CloseButton = true,
        FullWidth = true,
        MaxWidth = MaxWidth.ExtraLarge,
    };

    private readonly CancellationTokenSource _gone = new();
    private (WorkingTreeStatus, SyncMode, bool, int, CloneReach)? _looked;
    private string? _failure;
    private int _looks;

    [Parameter, EditorRequired]
    public required SyncDraft Draft { get; set; }

    [Parameter, EditorRequired]
    public required Project Project { get; set; }

    /// <summary>Whether the kernel will have a network.</summary>
    [Parameter]
    public bool Internet { get; set; } = true;

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Parameter]
    public EventCallback OnRefresh { get; set; }

    [Inject]
    private SyncPreviewer Previewer { get; set; } = default!;

    [Inject]
    private CloneProbe Probe { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    private WorkingTreeStatus Status => Draft.Status;

    private string? NoneSha => Status.RemoteUrl is null ? Status.HeadSha : Status.PushedSha;

    private bool HasConflicts => Status.Changes.Any(change => change.Kind == ChangeKind.Conflicted);

    private IReadOnlyList<Choice> Choices =>
        [
            new(SyncMode.Push, PushName, PushSentence, Status.Obstacle is not null),
            new(
                SyncMode.Snapshot,
                "Snapshot",
                "The files as they are go to a branch of the run's own on the remote; your branch, index and stash stay as they are.",
                Status.RemoteUrl is null || HasConflicts
            ),
            new(
                SyncMode.Bundle,
                "Bundle",
                "Nothing is pushed: the files as they are travel inside the script.",
                HasConflicts
            ),
            new(SyncMode.None, NoneName, NoneSentence, NoneSha is null),
        ];

    private string Sentence
    {
        get
        {
            var own = Choices.First(choice => choice.Mode == Draft.Mode).Sentence;
            var (mode, why) = Draft.Proposal;
            return mode == Draft.Mode || mode == SyncMode.None || why == Status.Obstacle
                ? own
                : $"{own} Proposed is {Name(mode)}: {why}";
        }
    }

    private string? Sent =>
        Draft.Preview is not { } preview || Draft.Mode == SyncMode.None && !preview.TravelsInside ? _failure
        : preview.TravelsInside
            ? $"{HumanText.Count(preview.Files, "file")}, {HumanText.Size(preview.Bytes)}, inside the script"
        : $"{HumanText.Count(preview.Files, "file")}, {HumanText.Size(preview.Bytes)} to push";

    private IEnumerable<string> Notices
    {
        get
        {
            if (Status.EmbeddedRepositories is [var first, ..] and { Count: var count })
            {
                yield return $"{first}{(count > 1 ? $" and {count - 1} more" : "")}: a repository of its own, whose files git does not send. Make it a submodule, or remove its .git folder.";
            }

            if (Status.UsesLfs && Draft.Mode != SyncMode.Bundle)
            {
                yield return "Files of Git LFS reach the kernel only as pointers; with Bundle they travel whole.";
            }
        }
    }

    private string PushName =>
        (Status.IsDirty, Status.RemoteUrl) switch
        {
            (_, null) => "Commit",
            (true, _) => "Commit and push",
            _ => "Push",
        };

    private string PushSentence =>
        Status.RemoteUrl is null
            ? "There is no remote: the commit travels inside the script, or as a private dataset when it is large."
        : Status.IsDirty
            ? $"The ticked files become a commit on your branch{(Status.Upstream is { } upstream ? $", which goes to {upstream}" : "")}; that commit runs."
        : "Your branch is pushed; its last commit runs.";

    private string NoneName => Status.RemoteUrl is null ? "Last commit" : "Pushed commit";

    private string NoneSentence =>
        NoneSha is { } sha ? $"{Short(sha)} runs as it is; your changes stay here."
        : Status.HeadSha is null ? "There is no commit yet."
        : "The branch was never pushed.";

    private string Ready =>
        Status.RemoteUrl is null
            ? "There is no remote: the commit travels inside the script, or as a private dataset when it is large."
        : Draft.TravelsInside ? $"{Draft.Proposal.Why}"
        : Status.Upstream is { } upstream ? $"This commit is on {upstream}; it runs as it is."
        : "This commit is on the remote; it runs as it is.";

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override Task OnParametersSetAsync()
    {
        Draft.Internet = Internet;
        Draft.Reach = Probe.Peek(Status.CloneUrl);
        return LookAsync();
    }

    private static string Short(string sha) => sha.Length > 7 ? sha[..7] : sha;

    private static string Name(SyncMode mode) => mode == SyncMode.None ? "the pushed commit" : mode.ToString();

    private static string Tell(SecretFinding finding) =>
        $"{(finding.Line > 0 ? $"line {finding.Line}: " : "")}{finding.What}{(finding.Masked.Length > 0 ? $" ({finding.Masked})" : "")}";

    /// <summary>Looks through what would be sent, when that is not what was looked through last.</summary>
    private async Task LookAsync()
    {
        var key = (Status, Draft.Mode, Internet, Draft.Included.Count, Draft.Reach);
        if (Status.HeadSha is null && !Status.IsDirty || (_looked == key && Draft.Preview is not null))
        {
            return;
        }

        _looked = key;
        var look = ++_looks;
        try
        {
            var request = Draft.ToRequest() with { AllowedSecrets = [] };
            var preview = await Previewer.PreviewAsync(Project, Status, request, Draft.Reach, _gone.Token);
            if (look == _looks)
            {
                var before = Draft.Problem;
                Draft.Show(preview);
                _failure = null;
                if (before != Draft.Problem)
                {
                    await OnChanged.InvokeAsync();
                }
            }
        }
        catch (RunnerException e)
        {
            _failure = e.Sentence;
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    private async Task ReviewAsync(string? path)
    {
        var parameters = new DialogParameters<ChangesDialog>
        {
            { dialog => dialog.Draft, Draft },
            { dialog => dialog.Project, Project },
            { dialog => dialog.Start, path },
        };
        var dialog = await Dialogs.ShowAsync<ChangesDialog>("What has changed", parameters, ReviewOptions);
        await dialog.Result;
        await ChangedAsync();
    }

    private Task ChooseAsync(SyncMode mode)
    {
        Draft.Mode = mode;
        return ChangedAsync();
    }

    private Task ConsentAsync(bool isGiven)
    {
        Draft.HasConsent = isGiven;
        return OnChanged.InvokeAsync();
    }

    private Task AllowAsync(string path, bool allow)
    {
        Draft.Allow(path, allow);
        return OnChanged.InvokeAsync();
    }

    private Task MessageAsync(string? message)
    {
        Draft.Message = message ?? "";
        return OnChanged.InvokeAsync();
    }

    private async Task ChangedAsync()
    {
        await OnChanged.InvokeAsync();
        await LookAsync();
    }

    private sealed record Choice(SyncMode Mode, string Name, string Sentence, bool IsClosed);
}
