using System.Runtime.CompilerServices;
using KaggleRunner.Core.Common;
using KaggleRunner.Web.Hosting;
using Microsoft.Extensions.Configuration;

namespace KaggleRunner.Tests.Web.Hosting;

public sealed class DashboardOptionsTests
{
    [Fact]
    public void The_sample_file_names_every_setting_with_its_default()
    {
        var sample = new ConfigurationBuilder().AddJsonFile(SamplePath()).Build();
        var section = sample.GetSection(DashboardOptions.Section);
        var options = new DashboardOptions();
        section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        options.Should().BeEquivalentTo(new DashboardOptions());
        section
            .GetChildren()
            .Select(setting => setting.Key)
            .Should()
            .BeEquivalentTo(typeof(DashboardOptions).GetProperties().Select(property => property.Name));
        DashboardOptionsValidator.Errors(options, sample).Should().BeEmpty();
    }

    [Fact]
    public void All_errors_are_told_at_once()
    {
        var build = () =>
            Build("--urls", "127.0.0.1:80;nonsense", "--project", "/no/such/folder", "--sample", "/nor/this");
        build
            .Should()
            .Throw<RunnerException>()
            .Which.Message.Should()
            .Contain("nonsense")
            .And.Contain("/no/such/folder")
            .And.Contain("/nor/this");
    }

    [Fact]
    public void A_port_that_cannot_be_is_no_address()
    {
        var build = () => Build("--urls", "http://127.0.0.1:99999");
        build.Should().Throw<RunnerException>().Which.Message.Should().Contain("'http://127.0.0.1:99999'");
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://127.0.0.1:0;http://192.0.2.1:0")]
    [InlineData("http://box.lan:0")]
    public void A_wide_binding_without_a_login_is_refused(string urls)
    {
        var build = () => Build("--urls", urls, "--no-login");
        build.Should().Throw<RunnerException>().Which.Message.Should().Contain("RequireLogin");
    }

    [Fact]
    public async Task Loopback_can_do_without_a_login()
    {
        await using var dashboard = await TestDashboard.StartAsync("--no-login");
        using var visitor = dashboard.Visitor();
        using var answer = await visitor.GetAsync("/", TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.Should().BeTrue();
    }

    [Theory]
    [InlineData("--colour")]
    [InlineData("project")]
    public void An_unknown_argument_is_named_with_those_that_exist(string argument)
    {
        var build = () => Build(argument);
        build
            .Should()
            .Throw<RunnerException>()
            .Which.Sentence.Should()
            .Contain(argument)
            .And.Contain("--urls")
            .And.Contain("--project");
    }

    [Fact]
    public void A_home_that_is_a_file_is_a_sentence()
    {
        var file = Path.GetTempFileName();
        var build = () => DashboardHost.Build(["--home", file]);
        build.Should().Throw<RunnerException>().Which.Sentence.Should().Contain(file).And.Contain("KAGGLE_RUNNER_HOME");
        File.Delete(file);
    }

    [Fact]
    public async Task A_taken_port_is_a_sentence_and_exit_code_2()
    {
        await using var first = await TestDashboard.StartAsync();
        var home = Directory.CreateTempSubdirectory("kaggle-runner-web-");
        var app = DashboardHost.Build([
            "--home",
            home.FullName,
            "--urls",
            first.Address.GetLeftPart(UriPartial.Authority),
        ]);
        await using (app)
        {
            var start = () => app.StartAsync(TestContext.Current.CancellationToken);
            var error = (await start.Should().ThrowAsync<IOException>()).Which;
            StartError.Explain(error).Should().Contain("in use").And.Contain("--urls");
        }

        home.Delete(recursive: true);
    }

    [Fact]
    public async Task The_home_s_own_file_is_read()
    {
        var folder = Directory.CreateTempSubdirectory("kaggle-runner-web-");
        var home = Directory.CreateDirectory(Path.Combine(folder.FullName, "home"));
        await File.WriteAllTextAsync(
            Path.Combine(home.FullName, "appsettings.json"),
            """{ "Dashboard": { "RequireLogin": false } }""",
            TestContext.Current.CancellationToken
        );
        await using (var dashboard = await TestDashboard.StartAsync(folder, null))
        {
            using var visitor = dashboard.Visitor();
            using var answer = await visitor.GetAsync("/api/session", TestContext.Current.CancellationToken);
            answer.IsSuccessStatusCode.Should().BeTrue();
        }

        folder.Delete(recursive: true);
    }

    private static void Build(params string[] args)
    {
        var home = Directory.CreateTempSubdirectory("kaggle-runner-web-");
        try
        {
            using IDisposable app = DashboardHost.Build(["--home", home.FullName, .. args]);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static string SamplePath([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "appsettings.sample.json"));
}
