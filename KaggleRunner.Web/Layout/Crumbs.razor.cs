using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Layout;

/// <summary>A page's place in the top bar: <c>&lt;Crumbs&gt;&lt;a href="/"&gt;Runs&lt;/a&gt;&lt;span&gt;#42&lt;/span&gt;&lt;/Crumbs&gt;</c>.</summary>
public sealed partial class Crumbs
{
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
