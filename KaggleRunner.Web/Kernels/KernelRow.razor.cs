using KaggleRunner.Core.Kaggle;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Kernels;

/// <summary>A kernel in the list; opens to its versions. Its title is whatever somebody called it.</summary>
public sealed partial class KernelRow
{
    [Parameter, EditorRequired]
    public required KernelSummary Kernel { get; set; }

    [Parameter, EditorRequired]
    public required KaggleAccount Account { get; set; }

    [Parameter]
    public bool IsOpen { get; set; }

    [Parameter]
    public EventCallback OnToggle { get; set; }

    private string PageTitle =>
        Account.Kind == KaggleAccountKind.Local ? "Its page on the local Kaggle" : "Its page on Kaggle";

    private string Visibility =>
        Kernel.IsPrivate switch
        {
            true => "private",
            false => "public",
            _ => "",
        };

    private string Kind =>
        string.Join(' ', new[] { Kernel.Language, Kernel.Type }.Where(word => word is { Length: > 0 }));
}
