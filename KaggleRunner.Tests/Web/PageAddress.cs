using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Web;

/// <summary>
/// What the address of a page comes to. It is looked at again and again: who waits for the event of a navigation (WaitForURLAsync)
/// now and then misses one that the page itself made.
/// </summary>
internal static class PageAddress
{
    public static Task ExpectAddressAsync(this IPage page, string part) => Expect(page).ToHaveURLAsync(Holding(part));

    public static Task ExpectNoAddressAsync(this IPage page, string part) =>
        Expect(page).Not.ToHaveURLAsync(Holding(part));

    private static Regex Holding(string part) => new(Regex.Escape(part), RegexOptions.None, TimeSpan.FromSeconds(1));
}
