using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace KaggleRunner.Web.Layout;

/// <summary>A link of the rail, lit on all pages of its section: <c>/new</c> as well as <c>/p/a-project/new</c>.</summary>
public sealed class RailLink : NavLink
{
    [Parameter, EditorRequired]
    public string Section { get; set; } = "";

    protected override bool ShouldMatch(string uriAbsolute)
    {
        var parts = new Uri(uriAbsolute).AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var section = parts switch
        {
            [] => "runs",
            ["p", _, var own, ..] => own,
            [var own, ..] => own,
        };
        return (section is "compare" or "statistics" or "trash" ? "runs" : section) == Section;
    }
}
