using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Repositories.Changes;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.NewRun;

/// <summary>The changed files with what changed in each, read when it is looked at; in push mode they are ticked here.</summary>
public sealed partial class ChangesDialog : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private ChangedFile? _file;
    private FileChange? _change;
    private bool _isSideBySide = true;
    private int _limit = 500;

    [Parameter, EditorRequired]
    public required SyncDraft Draft { get; set; }

    [Parameter, EditorRequired]
    public required Project Project { get; set; }

    /// <summary>The file to begin with; the first when it is null.</summary>
    [Parameter]
    public string? Start { get; set; }

    [Inject]
    private ChangeReader Changes { get; set; } = default!;

    private bool CanChoose => Draft.Mode == SyncMode.Push;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var files = Draft.Status.Changes;
        if ((files.FirstOrDefault(file => file.Path == Start) ?? (files is [var top, ..] ? top : null)) is { } first)
        {
            await ShowAsync(first);
        }
    }

    private async Task ShowAsync(ChangedFile file)
    {
        (_file, _change) = (file, null);
        try
        {
            var change = await Changes.ReadAsync(Project, file, _gone.Token);
            if (_file == file)
            {
                _change = change;
            }
        }
        catch (RunnerException e)
        {
            _change = new FileChange("", "", e.Sentence, null, null) { IsText = false };
        }
        catch (OperationCanceledException)
        {
            // The dialog is closed.
        }
    }
}
