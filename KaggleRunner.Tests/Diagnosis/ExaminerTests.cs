using KaggleRunner.Core.Diagnosis;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Tests.Kaggle;
using KaggleRunner.Tests.Repositories;
using KaggleRunner.Tests.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace KaggleRunner.Tests.Diagnosis;

/// <summary>What doctor and the Settings page say.</summary>
public sealed class ExaminerTests
{
    private const string Key = """{"username":"alice","key":"sesame"}""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_machine_on_which_all_works_is_said_to_be_well_part_by_part()
    {
        await using var home = await TestHome.StartAsync(withEngine: false);
        using var repository = await TestRepository.CreatePushedAsync();

        var found = await ExamineAsync(home.Get<Examiner>(), repository.Root);

        found
            .Keys.Should()
            .Equal("git", "identity", "repository", "remote", "python", "local", "isolation", "kaggle", "home");
        Kinds(found, "git", "identity", "repository", "remote", "python", "local")
            .Should()
            .AllBeEquivalentTo(FindingKind.Ok);
        found["remote"].Words.Should().EndWith("answers and lets you push.");
        found["local"].Words.Should().Contain("takes the key of");
        found["isolation"].Words.Should().MatchRegex("^(bwrap|unshare|plain)");
    }

    [Fact]
    public async Task The_trial_of_the_remote_changes_nothing_and_runs_no_hook()
    {
        await using var home = await TestHome.StartAsync(withEngine: false);
        using var repository = await TestRepository.CreatePushedAsync();
        await repository.CommitAsync("unpushed", ("train.py", "print(2)\n"));
        var before = await repository.GitAsync("rev-parse", "origin/main");
        repository.WriteHook("pre-push", "touch hook-ran; exit 1");

        var found = await ExamineAsync(home.Get<Examiner>(), repository.Root);

        found["remote"].Kind.Should().Be(FindingKind.Ok, found["remote"].Words);
        File.Exists(Path.Combine(repository.Root, "hook-ran")).Should().BeFalse();
        (await repository.GitAsync("ls-remote", "origin", "main")).Should().StartWith(before);
        (await repository.GitAsync("rev-parse", "origin/main")).Should().Be(before);
    }

    [Fact]
    public async Task A_remote_that_is_gone_is_a_problem_with_the_command_to_mend()
    {
        await using var home = await TestHome.StartAsync(withEngine: false);
        using var repository = await TestRepository.CreatePushedAsync();
        await repository.GitAsync("remote", "set-url", "origin", Path.Combine(repository.Root, "gone.git"));

        var found = await ExamineAsync(home.Get<Examiner>(), repository.Root);

        found["remote"].Kind.Should().Be(FindingKind.Problem);
        found["remote"].Mend.Should().Contain("git ls-remote origin");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Kaggle_is_asked_only_when_the_user_said_so(bool askKaggle)
    {
        await using var kaggle = await TrustedKaggle.StartAsync();
        kaggle.Server.On("GetAcceleratorQuotaStatistics", """{"gpuQuota":{"totalTimeAllowed":"108000s"}}""");
        using var folder = new TemporaryFolder();
        WriteKey(folder);
        await using var home = await TestHome.StartAsync(withEngine: false, services => Use(services, kaggle, folder));

        var finding = (await ExamineAsync(home.Get<Examiner>(), project: null, askKaggle))["kaggle"];

        kaggle.Server.Requests.Should().HaveCount(askKaggle ? 1 : 0);
        finding.Words.Should().Contain("alice").And.Contain("kaggle.json").And.NotContain("sesame");
        finding.Words.Should().Contain(askKaggle ? "30.0 GPU hours are left" : "not tried");
        finding.Kind.Should().Be(FindingKind.Warning, "others can read the file");
        finding.Mend.Should().Contain("chmod 600");
    }

    [Fact]
    public async Task Nothing_that_happens_by_itself_uses_the_Kaggle_account()
    {
        await using var kaggle = await TrustedKaggle.StartAsync();
        using var folder = new TemporaryFolder();
        WriteKey(folder);
        using var repository = await TestRepository.CreatePushedAsync();
        await using var home = await TestHome.StartAsync(withEngine: true, services => Use(services, kaggle, folder));

        var run = await home.WaitForEndAsync((await home.LaunchAsync(repository.Root, "train.py")).Id);
        await ExamineAsync(home.Get<Examiner>(), repository.Root);
        home.Get<KaggleAccounts>().Describe(KaggleAccountKind.Kaggle).IsUsable.Should().BeTrue();

        run.Account.Should().Be(KaggleAccountKind.Local, "credentials that lie about are no choice");
        kaggle.Server.Requests.Should().BeEmpty();
    }

    private static async Task<Dictionary<string, Finding>> ExamineAsync(
        Examiner examiner,
        string? project,
        bool askKaggle = false
    ) =>
        (await examiner.ExamineAsync(new ExaminationScope(project, askKaggle), Cancelled)).ToDictionary(
            finding => finding.Subject,
            StringComparer.Ordinal
        );

    private static IEnumerable<FindingKind> Kinds(Dictionary<string, Finding> found, params string[] subjects) =>
        subjects.Select(subject => found[subject].Kind);

    private static void WriteKey(TemporaryFolder folder)
    {
        var path = folder.Combine(".kaggle/kaggle.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, Key);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        }
    }

    private static void Use(IServiceCollection services, TrustedKaggle kaggle, TemporaryFolder folder)
    {
        services.AddSingleton(new CredentialSources(_ => null, folder.Path));
        services.Configure<KaggleOptions>(options => options.ApiBase = kaggle.ApiBase);
        kaggle.Trust(services);
    }
}
