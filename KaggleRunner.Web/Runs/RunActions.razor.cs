using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace KaggleRunner.Web.Runs;

/// <summary>What can be done about a run: stop it while it goes on, run it again afterwards.</summary>
public sealed partial class RunActions
{
    [Parameter, EditorRequired]
    public required Run Run { get; set; }

    /// <summary>True while an action is being carried out.</summary>
    [Parameter]
    public bool IsBusy { get; set; }

    /// <summary>The user wants it stopped, and has said so twice.</summary>
    [Parameter]
    public EventCallback OnStop { get; set; }

    [Parameter]
    public EventCallback<RerunKind> OnRerun { get; set; }

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    private bool IsFetching => StopRunDialog.IsFetchingOutputs(Run);

    private bool IsStopping => StopRunDialog.IsAsked(Run);

    private async Task AskAsync()
    {
        if (await StopRunDialog.AskAsync(Dialogs, Run))
        {
            await OnStop.InvokeAsync();
        }
    }
}
