using System.IO.Compression;
using System.Net;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Artifacts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace KaggleRunner.Tests.Web.Artifacts;

public sealed class ArtifactEndpointTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("plot.png", "image/png", null)]
    [InlineData("notes.txt", "text/plain", null)]
    [InlineData("data.csv", "text/plain", null)]
    [InlineData("report.html", "application/octet-stream", "attachment")]
    [InlineData("drawing.svg", "application/octet-stream", "attachment")]
    [InlineData("model.pt", "application/octet-stream", "attachment")]
    public async Task Only_pictures_and_text_are_shown_on_this_site(string name, string type, string? disposition)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        await AddRunAsync(dashboard, (name, "<script>alert(1)</script>"));
        using var user = await dashboard.UserAsync();
        using var answer = await user.GetAsync($"/p/demo-123456/runs/1/outputs/{name}", Cancel);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be(type);
        answer.Content.Headers.ContentDisposition?.DispositionType.Should().Be(disposition);
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        answer.Headers.GetValues("Content-Security-Policy").Single().Should().StartWith("sandbox;");
    }

    [Theory]
    [InlineData("..%2Frun.json")]
    [InlineData("%2e%2e%2frun.json")]
    [InlineData("..%5Crun.json")]
    [InlineData("%252e%252e%252frun.json")]
    [InlineData("%2Fetc%2Fpasswd")]
    [InlineData("link.txt")]
    [InlineData("folder/link.txt")]
    [InlineData("a%00.txt")]
    [InlineData("none.txt")]
    public async Task Nothing_outside_the_output_folder_is_served(string path)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await AddRunAsync(dashboard, ("ok.txt", "fine"));
        File.CreateSymbolicLink(Path.Combine(run.Folder, "output", "link.txt"), Path.Combine(run.Folder, "run.json"));
        Directory.CreateSymbolicLink(Path.Combine(run.Folder, "output", "folder"), run.Folder);
        using var user = await dashboard.UserAsync();
        using var answer = await user.GetAsync($"/p/demo-123456/runs/1/outputs/{path}", Cancel);
        answer.StatusCode.Should().BeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
        using var signed = await user.GetAsync(Link(dashboard, run, "") + path, Cancel);
        signed.StatusCode.Should().BeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_signed_link_shows_html_in_a_sandbox_without_a_cookie()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await AddRunAsync(
            dashboard,
            ("site/my report.html", "<script src=app.js></script>"),
            ("site/app.js", "1")
        );
        using var visitor = dashboard.Visitor();
        var link = Link(dashboard, run, "site/my report.html");
        using var answer = await visitor.GetAsync(link, Cancel);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy
            .Should()
            .StartWith("sandbox allow-scripts;")
            .And.Contain("default-src 'none'")
            .And.NotContain("allow-same-origin");
        using var script = await visitor.GetAsync(
            link.Replace("my%20report.html", "app.js", StringComparison.Ordinal),
            Cancel
        );
        script.Content.Headers.ContentType!.MediaType.Should().Be("text/javascript");
    }

    [Fact]
    public async Task A_signed_link_opens_no_other_run_and_ends()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60));
        await using var dashboard = await TestDashboard.StartAsync(
            null,
            builder =>
                builder.Services.AddSingleton(s => new ArtifactLinks(
                    s.GetRequiredService<KaggleRunner.Web.Hosting.DashboardOptions>(),
                    time
                ))
        );
        var run = await AddRunAsync(dashboard, ("a.txt", "fine"));
        await dashboard.AddRunAsync(2);
        using var visitor = dashboard.Visitor();
        var link = Link(dashboard, run, "a.txt");
        (await StatusAsync(visitor, link)).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(visitor, link.Replace(".1.demo", ".2.demo", StringComparison.Ordinal)))
            .Should()
            .Be(HttpStatusCode.Forbidden);
        time.Advance(TimeSpan.FromMinutes(16));
        (await StatusAsync(visitor, link)).Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task All_outputs_come_as_one_archive()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        await AddRunAsync(dashboard, ("a.txt", "one"), ("plots/b.txt", "two"));
        using var user = await dashboard.UserAsync();
        await using var body = await user.GetStreamAsync("/p/demo-123456/runs/1/outputs.zip", Cancel);
        using var memory = new MemoryStream();
        await body.CopyToAsync(memory, Cancel);
        using var archive = new ZipArchive(memory);
        archive.Entries.Select(entry => entry.FullName).Should().Equal("a.txt", "plots/b.txt");
    }

    [Theory]
    [InlineData("?path=a.txt", "a.txt")]
    [InlineData("?path=plots/&path=a.txt", "a.txt plots/b.txt")]
    [InlineData("?pattern=**/b.txt", "plots/b.txt")]
    public async Task A_selection_comes_as_an_archive(string query, string names)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        await AddRunAsync(dashboard, ("a.txt", "one"), ("plots/b.txt", "two"), ("c.txt", "three"));
        using var user = await dashboard.UserAsync();

        var archive = await user.GetByteArrayAsync($"/p/demo-123456/runs/1/outputs.zip{query}", Cancel);

        Names(archive).Should().Equal(names.Split(' '));
    }

    [Fact]
    public async Task A_selection_of_nothing_that_is_here_is_no_empty_archive()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        await AddRunAsync(dashboard, ("a.txt", "one"));
        using var user = await dashboard.UserAsync();

        using var none = await user.GetAsync("/p/demo-123456/runs/1/outputs.zip?path=none", Cancel);

        none.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private static IEnumerable<string> Names(byte[] archive) =>
        new ZipArchive(new MemoryStream(archive)).Entries.Select(entry => entry.FullName);

    private static string Link(TestDashboard dashboard, Run run, string path) =>
        dashboard.App.Services.GetRequiredService<ArtifactLinks>().Create(run.Id, path);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Cancel);
        return answer.StatusCode;
    }

    private static async Task<Run> AddRunAsync(TestDashboard dashboard, params (string Name, string Text)[] files)
    {
        var run = await dashboard.AddRunAsync();
        foreach (var (name, text) in files)
        {
            var path = Path.Combine(run.Folder, "output", name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, text, Cancel);
        }

        return run;
    }
}
