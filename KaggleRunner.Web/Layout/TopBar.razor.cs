using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace KaggleRunner.Web.Layout;

public sealed partial class TopBar
{
    private static readonly DialogOptions ShortcutsOptions = new()
    {
        CloseOnEscapeKey = true,
        CloseButton = true,
        MaxWidth = MaxWidth.ExtraSmall,
        FullWidth = true,
    };

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    private Task<IDialogReference> ShowShortcutsAsync() =>
        Dialogs.ShowAsync<ShortcutsDialog>("Keyboard shortcuts", ShortcutsOptions);
}
