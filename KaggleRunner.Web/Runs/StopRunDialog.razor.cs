using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace KaggleRunner.Web.Runs;

/// <summary>Says what stopping a run keeps and what it costs.</summary>
public sealed partial class StopRunDialog
{
    private ElementReference _keep;

    [Parameter, EditorRequired]
    public required Run Run { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    private bool IsPushed => Run.Version is not null;

    private string Where => Run.Account == KaggleAccountKind.Local ? "the local Kaggle" : "Kaggle";

    private string What =>
        IsPushed
            ? $"The session of version {Run.Version} on {Where} is told to stop. That may take a moment."
            : "Nothing was sent to Kaggle yet: the run ends at once.";

    private string Kept =>
        IsPushed
            ? "The log so far, the results of the tests that have ended, and the files that Kaggle saves when it stops a session."
            : "The run in the list, with its settings, so that it can be run again.";

    private string Lost =>
        !IsPushed ? "Nothing."
        : Run.Settings.Accelerator is null ? "What the program keeps in memory. It cannot be gone on with."
        : "What the program keeps in memory; it cannot be gone on with. The quota used so far is not given back.";

    /// <summary>The keyboard is in the dialog at once, on what does no harm.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _keep.FocusAsync();
        }
    }
}
