using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Annotations;
using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace KaggleRunner.Web.Runs;

/// <summary>What the palette offers on a run's page.</summary>
public sealed partial class RunCommands
{
    [Parameter, EditorRequired]
    public required Run Run { get; set; }

    /// <summary>The run of this target before it; null for the first one.</summary>
    [Parameter]
    public Run? Previous { get; set; }

    /// <summary>Where its plots are shown; null when it has none.</summary>
    [Parameter]
    public string? PlotsAddress { get; set; }

    [Parameter]
    public bool HasOutputs { get; set; }

    [Parameter, EditorRequired]
    public required Func<RunTab, string> AddressOf { get; set; }

    /// <summary>The user wants it stopped, and has said so twice.</summary>
    [Parameter]
    public EventCallback OnStop { get; set; }

    [Parameter]
    public EventCallback<RerunKind> OnRerun { get; set; }

    [Parameter]
    public EventCallback OnNextFailure { get; set; }

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private RunAnnotator Annotator { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    private async Task StopAsync()
    {
        if (await StopRunDialog.AskAsync(Dialogs, Run))
        {
            await OnStop.InvokeAsync();
        }
    }

    private async Task StarAsync()
    {
        try
        {
            var run = await Annotator.SetStarAsync(Run.Id, !Run.Annotations.Starred, CancellationToken.None);
            Snackbar.Add(run.Annotations.Starred ? $"#{run.Id.Number} is starred." : $"#{run.Id.Number} has no star.");
        }
        catch (RunnerException e)
        {
            Snackbar.Add(e.Sentence, Severity.Error);
        }
    }
}
