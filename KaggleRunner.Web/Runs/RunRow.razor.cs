using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace KaggleRunner.Web.Runs;

/// <summary>A run in the table; a card on a phone.</summary>
public sealed partial class RunRow
{
    [Parameter, EditorRequired]
    public required Run Run { get; set; }

    [Parameter]
    public bool ShowProject { get; set; }

    /// <summary>Indented below the head of its matrix.</summary>
    [Parameter]
    public bool IsInGroup { get; set; }

    [Parameter]
    public bool IsChosen { get; set; }

    /// <summary>The addresses of the run's plots.</summary>
    [Parameter]
    public IReadOnlyList<string> Plots { get; set; } = [];

    /// <summary>From a tag to the list of runs that have it.</summary>
    [Parameter]
    public Func<string, string> TagAddress { get; set; } = _ => "/";

    /// <summary>Its box was pressed; true with Shift.</summary>
    [Parameter]
    public EventCallback<bool> OnChoose { get; set; }

    [Parameter]
    public EventCallback OnStar { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    /// <summary>The whole row opens the run; with a key held the browser's own ways belong to the link.</summary>
    private void Open(MouseEventArgs e)
    {
        if (!e.CtrlKey && !e.MetaKey && !e.ShiftKey)
        {
            Navigation.NavigateTo(Run.Id.Path);
        }
    }
}
