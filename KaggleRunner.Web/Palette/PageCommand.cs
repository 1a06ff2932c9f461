using KaggleRunner.Web.Layout;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Palette;

/// <summary>
/// Something that can be done on a page, for the palette: it stands in the page's markup as long as it can be done, and
/// draws nothing there.
/// </summary>
public sealed class PageCommand : ComponentBase, IDisposable
{
    /// <summary>A verb and what it is done to.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter]
    public string Icon { get; set; } = Glyphs.ChevronRight;

    /// <summary>Where it leads; null when <see cref="OnChosen"/> does it.</summary>
    [Parameter]
    public string? Address { get; set; }

    [Parameter]
    public PaletteWay Way { get; set; }

    /// <summary>It can be done on every page.</summary>
    [Parameter]
    public bool IsEverywhere { get; set; }

    [Parameter]
    public EventCallback OnChosen { get; set; }

    [Inject]
    private PageCommands Commands { get; set; } = default!;

    public void Dispose() => Commands.Remove(this);

    protected override void OnInitialized() => Commands.Add(this);

    protected override bool ShouldRender() => false;
}
