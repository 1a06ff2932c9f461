using System.IO.Compression;
using System.Net;
using System.Text.Json;
using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace KaggleRunner.Tests.Web.Artifacts;

/// <summary>Many ticked files as one archive: more names than an address holds come by a form of our own pages only.</summary>
public sealed class ArtifactDownloadTests
{
    private const string Address = "/p/demo-123456/runs/1/outputs.zip";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_thousand_names_are_posted_and_come_as_one_archive()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        var names = Files(run, 10_000);
        using var user = await dashboard.UserAsync();
        var chosen = names.Where((_, at) => at != 4321).ToList();

        using var answer = await PostAsync(
            dashboard,
            user,
            chosen,
            dashboard.Address.GetLeftPart(UriPartial.Authority)
        );

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        using var archive = new ZipArchive(await answer.Content.ReadAsStreamAsync(Cancel));
        archive.Entries.Select(entry => entry.FullName).Should().BeEquivalentTo(chosen);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("https://evil.example")]
    public async Task A_form_of_another_site_is_refused_even_with_its_token(string origin)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var names = Files(await dashboard.AddRunAsync(), 1);
        using var user = await dashboard.UserAsync();

        using var answer = await PostAsync(dashboard, user, names, origin);

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_form_without_its_token_or_without_names_is_refused()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        Files(await dashboard.AddRunAsync(), 1);
        using var user = await dashboard.UserAsync();
        using var bare = new MultipartFormDataContent { { new StringContent("[\"a\"]"), "paths" } };
        using var other = new StringContent("[\"a\"]");

        using var withoutToken = await user.PostAsync(Address, bare, Cancel);
        using var noForm = await user.PostAsync(Address, other, Cancel);
        using var nothing = await PostAsync(dashboard, user, [], origin: null);
        using var unknown = await PostAsync(dashboard, user, ["none"], origin: null);

        withoutToken.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        noForm.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        nothing.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        unknown.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task All_ticked_files_but_one_of_ten_thousand_come_with_a_click()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        var names = Files(run, 10_000);
        await using var browser = await BrowserSession.OpenAsync(dashboard);
        await browser.GoToAsync(dashboard, $"{run.Id.Path}?tab=outputs&output={Uri.EscapeDataString(names[1])}");
        await Expect(browser.Page.Locator(".outputs .line.current")).ToBeVisibleAsync();
        await browser.Page.Locator(".outputs .line.folder input").First.ClickAsync();
        await browser.Page.Locator(".outputs .line.current input").ClickAsync();
        await Expect(browser.Page.Locator(".zip button.kr-button").Last).ToHaveTextAsync("Download 9999 files (zip)");

        var download = await browser.Page.RunAndWaitForDownloadAsync(() =>
            browser.Page.Locator(".zip button.kr-button").Last.ClickAsync()
        );

        await using var archive = await ZipFile.OpenReadAsync((await download.PathAsync())!, Cancel);
        archive.Entries.Should().HaveCount(9999);
        archive.GetEntry(names[1]).Should().BeNull();
        download.SuggestedFilename.Should().Be("demo-123456-1-outputs.zip");
        await Expect(browser.Page.Locator(".outputs .line.current")).ToBeVisibleAsync();
        browser.Errors.Should().BeEmpty();
    }

    [Theory]
    [InlineData("sound.wav", "audio/wav")]
    [InlineData("film.mp4", "video/mp4")]
    [InlineData("film.webm", "video/webm")]
    [InlineData("paper.pdf", "application/octet-stream")]
    public async Task What_is_played_or_turned_page_by_page_comes_in_ranges(string name, string type)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await File.WriteAllBytesAsync(Path.Combine(run.Folder, "output", name), new byte[100_000], Cancel);
        using var user = await dashboard.UserAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/p/demo-123456/runs/1/outputs/{name}");
        request.Headers.Range = new System.Net.Http.Headers.RangeHeaderValue(50_000, 50_009);

        using var answer = await user.SendAsync(request, Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        answer.Content.Headers.ContentType!.MediaType.Should().Be(type);
        answer.Content.Headers.ContentRange!.ToString().Should().Be("bytes 50000-50009/100000");
        (await answer.Content.ReadAsByteArrayAsync(Cancel)).Should().HaveCount(10);
    }

    [Fact]
    public async Task Sound_is_played_by_the_browser_from_any_place()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await File.WriteAllBytesAsync(Path.Combine(run.Folder, "output", "tone.wav"), Tone(seconds: 60), Cancel);
        await using var browser = await BrowserSession.OpenAsync(dashboard);
        await browser.GoToAsync(dashboard, $"{run.Id.Path}?tab=outputs&output=tone.wav");
        await Expect(browser.Page.Locator("audio.media")).ToBeVisibleAsync();

        var place = await browser.Page.EvaluateAsync<double>(
            """
            async () => {
              const audio = document.querySelector("audio.media");
              if (audio.readyState < 1) await new Promise((done) => audio.addEventListener("loadedmetadata", done));
              audio.currentTime = 45;
              await new Promise((done) => audio.addEventListener("seeked", done));
              return Math.round(audio.duration) * 100 + Math.round(audio.currentTime);
            }
            """
        );

        place.Should().Be(6045);
        browser.Errors.Should().BeEmpty();
    }

    private static byte[] Tone(int seconds)
    {
        const int rate = 8000;
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write("RIFF"u8);
        writer.Write(36 + (seconds * rate));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(rate);
        writer.Write(rate);
        writer.Write((short)1);
        writer.Write((short)8);
        writer.Write("data"u8);
        writer.Write(seconds * rate);
        writer.Write(Enumerable.Range(0, seconds * rate).Select(at => (byte)(at % 40 < 20 ? 100 : 156)).ToArray());
        return memory.ToArray();
    }

    private static List<string> Files(Run run, int count)
    {
        var names = Enumerable.Range(0, count).Select(at => $"many/a file with a long name & number {at}.bin").ToList();
        Directory.CreateDirectory(Path.Combine(run.Folder, "output", "many"));
        foreach (var name in names)
        {
            File.WriteAllBytes(Path.Combine(run.Folder, "output", name), [1]);
        }

        return names;
    }

    private static async Task<HttpResponseMessage> PostAsync(
        TestDashboard dashboard,
        HttpClient user,
        IReadOnlyList<string> names,
        string? origin
    )
    {
        var (cookie, tokens) = await TokensAsync(dashboard);
        dashboard.Cookies.SetCookies(dashboard.Address, cookie);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(tokens.RequestToken!), tokens.FormFieldName },
            { new StringContent(JsonSerializer.Serialize(names)), "paths" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = form };
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return await user.SendAsync(request, Cancel);
    }

    /// <summary>As a page gets them for whoever is logged in.</summary>
    private static async Task<(string Cookie, AntiforgeryTokenSet Tokens)> TokensAsync(TestDashboard dashboard)
    {
        await using var scope = dashboard.App.Services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Request.Headers.Cookie = dashboard.Cookies.GetCookieHeader(dashboard.Address);
        context.User = (await context.AuthenticateAsync()).Principal!;
        var tokens = scope.ServiceProvider.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        return (context.Response.Headers.SetCookie.ToString().Split(';')[0], tokens);
    }
}
