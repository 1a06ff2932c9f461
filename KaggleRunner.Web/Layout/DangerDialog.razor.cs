using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace KaggleRunner.Web.Layout;

/// <summary>A question before something is stopped or lost: what it means, a button that keeps all, one that does it.</summary>
public sealed partial class DangerDialog
{
    private ElementReference _keep;

    /// <summary>A class of its own in the document.</summary>
    [Parameter]
    public string Class { get; set; } = "";

    /// <summary>What it means; a <c>dl</c> for what is kept and what is lost.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    /// <summary>Why it could not be done, in a sentence.</summary>
    [Parameter]
    public string? Problem { get; set; }

    [Parameter, EditorRequired]
    public required string Keep { get; set; }

    [Parameter, EditorRequired]
    public required string Do { get; set; }

    /// <summary>It cannot be done, or is being done.</summary>
    [Parameter]
    public bool IsClosed { get; set; }

    [Parameter]
    public EventCallback OnDo { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    /// <summary>The keyboard is in the dialog at once, on what does no harm.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _keep.FocusAsync();
        }
    }
}
