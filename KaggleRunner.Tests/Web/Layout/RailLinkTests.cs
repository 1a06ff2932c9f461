using Bunit;
using KaggleRunner.Web.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace KaggleRunner.Tests.Web.Layout;

public sealed class RailLinkTests : BunitContext
{
    [Theory]
    [InlineData("", "runs", true)]
    [InlineData("p/demo-1/runs/7?tab=tests", "runs", true)]
    [InlineData("p/demo-1/new?target=tests", "new", true)]
    [InlineData("new", "new", true)]
    [InlineData("p/demo-1/new", "runs", false)]
    [InlineData("settings", "runs", false)]
    public void A_link_is_lit_on_all_pages_of_its_section(string address, string section, bool isLit)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);

        var link = Render<RailLink>(parameters =>
            parameters.Add(l => l.Section, section).AddUnmatched("href", "/" + section)
        );

        link.Find("a").ClassList.Contains("active").Should().Be(isLit);
    }
}
