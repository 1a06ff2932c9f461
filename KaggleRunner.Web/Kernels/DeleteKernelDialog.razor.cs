using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Formatting;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace KaggleRunner.Web.Kernels;

/// <summary>Says what is lost with a kernel and what stays, and deletes it; closes when it is gone.</summary>
public sealed partial class DeleteKernelDialog : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private CancellationToken _cancelled;
    private Run? _busy;
    private string? _problem;
    private bool _isBusy;

    [Parameter, EditorRequired]
    public required KaggleAccount Account { get; set; }

    [Parameter, EditorRequired]
    public required KernelSummary Kernel { get; set; }

    /// <summary>How many runs of this home are versions of it.</summary>
    [Parameter]
    public int RunCount { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private KernelRemoval Removal { get; set; } = default!;

    private string Where =>
        Account.Kind == KaggleAccountKind.Local ? "the local Kaggle" : $"Kaggle, as {Account.Owner}";

    private string Versions =>
        Kernel.CurrentVersion is { } newest ? HumanText.Count(newest, "version") : "all its versions";

    private string Stays =>
        RunCount switch
        {
            0 => "Nothing: no version of it is a run here.",
            1 => "The run that was a version of it, with its log, outputs and results.",
            _ => $"The {RunCount} runs that were versions of it, with their logs, outputs and results.",
        };

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _cancelled = _gone.Token;
        _busy = await Removal.FindRunUnderWayAsync(Account.Kind, Kernel.Kernel, _cancelled);
    }

    private void Close() => Dialog.Cancel();

    private async Task DeleteAsync()
    {
        if (_isBusy)
        {
            return;
        }

        (_isBusy, _problem) = (true, null);
        try
        {
            await Removal.DeleteAsync(Account.Kind, Kernel.Kernel, _cancelled);
            Dialog.Close(DialogResult.Ok(true));
        }
        catch (RunnerException e)
        {
            (_isBusy, _problem) = (false, e.Sentence);
        }
        catch (OperationCanceledException) when (_cancelled.IsCancellationRequested)
        {
            // The dialog was closed; what was sent may still be done, and Refresh shows it.
        }
    }
}
