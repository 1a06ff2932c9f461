using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace KaggleRunner.Web.Runs;

/// <summary>Says what stopping a run keeps and what it costs.</summary>
public sealed partial class StopRunDialog
{
    private static readonly DialogOptions Options = new()
    {
        CloseOnEscapeKey = true,
        CloseButton = true,
        FullWidth = true,
        MaxWidth = MaxWidth.Small,
    };

    [Parameter, EditorRequired]
    public required Run Run { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    private bool IsFetching => IsFetchingOutputs(Run);

    private bool IsPushed => Run.Version is not null;

    private string Where => Run.Account == KaggleAccountKind.Local ? "the local Kaggle" : "Kaggle";

    private string What =>
        IsFetching ? "The session has ended, and the run keeps its verdict. Its outputs are still being fetched."
        : IsPushed ? $"The session of version {Run.Version} on {Where} is told to stop. That may take a moment."
        : "Nothing was sent to Kaggle yet: the run ends at once.";

    private string Kept =>
        IsFetching ? "The log, the results of the tests, and every file that is home."
        : IsPushed
            ? "The log so far, the results of the tests that have ended, and the files that Kaggle saves when it stops a session."
        : "The run in the list, with its settings, so that it can be run again.";

    private string Lost =>
        IsFetching
            ? $"Nothing. The rest can be fetched later: on the Outputs tab, or with kaggle-runner download {Run.Id.Number} --all."
        : !IsPushed ? "Nothing."
        : Run.Settings.Accelerator is null ? "What the program keeps in memory. It cannot be gone on with."
        : "What the program keeps in memory; it cannot be gone on with. The quota used so far is not given back.";

    /// <summary>Whether the user wants it stopped, having been told what that costs.</summary>
    public static async Task<bool> AskAsync(IDialogService dialogs, Run run)
    {
        var parameters = new DialogParameters<StopRunDialog> { { dialog => dialog.Run, run } };
        var title = IsFetchingOutputs(run) ? "Stop fetching the outputs?" : "Stop this run?";
        var dialog = await dialogs.ShowAsync<StopRunDialog>(title, parameters, Options);
        return await dialog.Result is { Canceled: false };
    }

    /// <summary>The session has ended: what can be stopped is the fetching of its outputs.</summary>
    internal static bool IsFetchingOutputs(Run run) => run.CurrentStep is { Kind: RunStepKind.Collect };

    /// <summary>What can be stopped has been told to stop.</summary>
    internal static bool IsAsked(Run run) =>
        IsFetchingOutputs(run) ? run.LeavesOutputs : run.CancelRequestedAt is not null;
}
