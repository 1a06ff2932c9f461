using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories.Changes;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Editor;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.NewRun;

/// <summary>What will be pushed, how it differs from what was pushed last, and the settings file that shapes it.</summary>
public sealed partial class PreviewPanel : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private MonacoEditor? _editor;
    private ConfigEditor? _config;
    private FileChange? _difference;
    private (RunId, string) _compared;
    private bool _isMissing;

    [Parameter, EditorRequired]
    public required RunPreview Preview { get; set; }

    /// <summary>The target's last run; null when there is none to compare with.</summary>
    [Parameter]
    public Run? Last { get; set; }

    /// <summary>The settings file in the editor; null when none is open.</summary>
    [Parameter]
    public ConfigDraft? Draft { get; set; }

    [Parameter]
    public PreviewView View { get; set; }

    [Parameter]
    public EventCallback<PreviewView> OnView { get; set; }

    [Parameter]
    public EventCallback OnConfigChanged { get; set; }

    [Parameter]
    public EventCallback OnConfigSaved { get; set; }

    [Parameter]
    public EventCallback OnConfigClosed { get; set; }

    /// <summary>Takes what was typed within the last moment.</summary>
    public Task FlushAsync() => Draft is not null && _config is { } config ? config.FlushAsync() : Task.CompletedTask;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (View != PreviewView.Difference || Last is not { } last || _compared == (last.Id, Preview.Script))
        {
            return;
        }

        var compared = _compared = (last.Id, Preview.Script);
        try
        {
            var difference = await ScriptComparison.WithAsync(last, Preview.Script, _gone.Token);
            if (compared == _compared)
            {
                (_difference, _isMissing) = (difference, difference is null);
            }
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    private bool ShowsScript => View != PreviewView.Config || Draft is null;

    private string Pressed(PreviewView view) => View == view ? "true" : "false";

    /// <summary>Opens the preview where this run differs from any other.</summary>
    private async Task ShowJobAsync()
    {
        var at = Preview.Script.IndexOf("JOB = ", StringComparison.Ordinal);
        if (at > 0 && View == PreviewView.Script && _editor is { } editor)
        {
            await editor.RevealLineInCenter(Preview.Script.AsSpan(0, at).Count('\n') + 16);
        }
    }
}
