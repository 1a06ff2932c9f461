using KaggleRunner.Core.Kaggle;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace KaggleRunner.Web.Kernels;

/// <summary>What can be done with a kernel as a whole.</summary>
public sealed partial class KernelActions
{
    private static readonly DialogOptions DeleteOptions = new()
    {
        CloseOnEscapeKey = true,
        CloseButton = true,
        FullWidth = true,
        MaxWidth = MaxWidth.Small,
    };

    [Parameter, EditorRequired]
    public required KaggleAccount Account { get; set; }

    [Parameter, EditorRequired]
    public required KernelSummary Kernel { get; set; }

    [Parameter]
    public int RunCount { get; set; }

    /// <summary>The kernel is gone.</summary>
    [Parameter]
    public EventCallback OnDeleted { get; set; }

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    private async Task DeleteAsync()
    {
        var parameters = new DialogParameters<DeleteKernelDialog>
        {
            { dialog => dialog.Account, Account },
            { dialog => dialog.Kernel, Kernel },
            { dialog => dialog.RunCount, RunCount },
        };
        var dialog = await Dialogs.ShowAsync<DeleteKernelDialog>("Delete this kernel?", parameters, DeleteOptions);
        if (await dialog.Result is { Canceled: false })
        {
            await OnDeleted.InvokeAsync();
        }
    }
}
