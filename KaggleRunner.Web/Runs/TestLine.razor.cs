using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>A line of the tree of tests: outcome, name, how many below it, duration.</summary>
public sealed partial class TestLine
{
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter, EditorRequired]
    public required TestNode Node { get; set; }

    /// <summary>The keyboard stands on it.</summary>
    [Parameter]
    public bool IsActive { get; set; }

    /// <summary>It is shown beside the tree.</summary>
    [Parameter]
    public bool IsCurrent { get; set; }

    /// <summary>Null for a test itself, which does not open.</summary>
    [Parameter]
    public bool? IsOpen { get; set; }

    [Parameter]
    public EventCallback OnClick { get; set; }

    private string Look =>
        string.Join(
            ' ',
            Node.Row is null ? "group" : $"test {Node.Row.Group.ToString().ToLowerInvariant()}",
            IsActive ? "active" : "",
            IsCurrent ? "current" : ""
        );
}
