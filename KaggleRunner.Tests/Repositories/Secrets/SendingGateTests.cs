using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Repositories.Reach;
using KaggleRunner.Core.Repositories.Secrets;

namespace KaggleRunner.Tests.Repositories.Secrets;

public sealed class SendingGateTests
{
    private static readonly string Secret = $"TOKEN = '{Fixtures.GitHubToken}'\n";

    [Fact]
    public async Task The_file_and_the_line_are_named_and_nothing_is_committed_or_pushed()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        repository.Write("settings.py", $"import os\n\n{Secret}");
        var before = await repository.HeadAsync();

        var act = () => GitParts.PushAsync(repository, "settings.py");

        var thrown = (await act.Should().ThrowAsync<SecretsFoundException>()).Which;
        thrown.Findings.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Path = "settings.py", Line = 3 });
        thrown
            .Sentence.Should()
            .Contain("settings.py:3")
            .And.Contain("--allow-secret")
            .And.NotContain(Fixtures.GitHubToken);
        (await repository.HeadAsync()).Should().Be(before);
        (await repository.GitAsync("status", "--porcelain")).Should().Be("?? settings.py");
    }

    [Theory]
    [InlineData(SyncMode.Push)]
    [InlineData(SyncMode.Snapshot)]
    [InlineData(SyncMode.Bundle)]
    public async Task A_file_that_the_user_allowed_is_sent_and_only_that_one(SyncMode mode)
    {
        using var repository = await TestRepository.CreatePushedAsync();
        repository.Write("settings.py", Secret);
        repository.Write(".env", "X=1\n");
        var request = new SyncRequest
        {
            Mode = mode,
            Paths = ["settings.py", ".env"],
            AllowedSecrets = ["settings.py"],
        };

        var act = () => SyncAsync(repository, request);

        (await act.Should().ThrowAsync<SecretsFoundException>())
            .Which.Findings.Select(finding => finding.Path)
            .Should()
            .Equal(".env");
        var revision = await SyncAsync(repository, request with { AllowedSecrets = ["settings.py", ".env"] });
        (await repository.GitAsync("ls-tree", "--name-only", revision.Sha)).Should().Contain(".env");
    }

    [Fact]
    public async Task A_file_that_is_not_ticked_does_not_block()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        repository.Write(".env", "X=1\n");
        repository.Write("a.py", "");

        await GitParts.PushAsync(repository, "a.py");

        (await repository.GitAsync("status", "--porcelain")).Should().Be("?? .env");
    }

    [Fact]
    public async Task What_the_remote_holds_already_is_no_news()
    {
        using var repository = await TestRepository.CreateAsync();
        await repository.CommitAsync("first", ("settings.py", Secret), (".env", "X=1\n"));
        await repository.AddRemoteAsync();
        await repository.GitAsync("push", "--quiet", "--set-upstream", "origin", "main");
        repository.Write("settings.py", $"{Secret}x = 1\n");
        repository.Write(".env", "X=2\n");

        await GitParts.PushAsync(repository, "settings.py", ".env");

        (await repository.GitAsync("status", "--porcelain")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_secret_that_a_later_commit_took_out_again_blocks_a_push_but_not_a_snapshot()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        await repository.CommitAsync("oops", ("settings.py", Secret));
        await repository.CommitAsync("taken out", ("settings.py", "import os\n"));

        var push = () => GitParts.PushAsync(repository);

        (await push.Should().ThrowAsync<SecretsFoundException>()).WithMessage("*settings.py:1*");
        var revision = await SyncAsync(repository, new SyncRequest { Mode = SyncMode.Snapshot });
        (await TestRepository.GitInAsync(repository.Beside("origin.git"), "log", "--format=%s", revision.Sha))
            .Should()
            .NotContain("oops");
    }

    [Fact]
    public async Task What_a_hook_puts_into_the_commit_is_found_before_the_push()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        repository.WriteHook("pre-commit", $"echo \"{Secret.TrimEnd()}\" > generated.py; git add generated.py");
        repository.Write("a.py", "");
        var pushed = await TestRepository.GitInAsync(repository.Beside("origin.git"), "rev-parse", "main");

        var act = () => GitParts.PushAsync(repository, "a.py");

        (await act.Should().ThrowAsync<SecretsFoundException>()).WithMessage("Nothing was pushed*");
        (await TestRepository.GitInAsync(repository.Beside("origin.git"), "rev-parse", "main")).Should().Be(pushed);
    }

    [Fact]
    public async Task Without_a_remote_all_that_travels_inside_the_script_is_looked_through()
    {
        using var repository = await TestRepository.CreateAsync();
        await repository.CommitAsync("first", ("settings.py", Secret), ("train.py", ""));

        var act = () => GitParts.NoneAsync(repository);

        (await act.Should().ThrowAsync<SecretsFoundException>()).WithMessage("*settings.py:1*");
    }

    [Fact]
    public async Task A_huge_file_blocks_unless_it_is_allowed_and_leaves_nothing_in_the_repository()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        await using (var file = File.Create(repository.Path("data.bin")))
        {
            file.SetLength(SecretCheck.LargeFile + 1);
        }

        var act = () => SyncAsync(repository, new SyncRequest { Mode = SyncMode.Snapshot });

        (await act.Should().ThrowAsync<SecretsFoundException>()).WithMessage("*data.bin: a file of 50 MB*");
        (await repository.GitAsync("count-objects")).Should().StartWith("3 objects");
    }

    [Fact]
    public async Task The_preview_tells_what_will_be_sent_and_how_much()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        await repository.CommitAsync("mine", ("a.py", "12345"));
        repository.Write("b.py", "1234567");
        repository.Write(".env", "X");
        var status = (await GitParts.InspectAsync(repository)) with { CloneUrl = "https://example.org/x.git" };

        (await PreviewAsync(SyncMode.Push, "b.py"))
            .Should()
            .BeEquivalentTo(
                new
                {
                    Files = 2,
                    Bytes = 12,
                    TravelsInside = false,
                }
            );
        (await PreviewAsync(SyncMode.Push, "b.py")).Findings.Should().BeEmpty();
        var bundle = await PreviewAsync(SyncMode.Bundle);
        bundle
            .Should()
            .BeEquivalentTo(
                new
                {
                    Files = 4,
                    Bytes = 9 + 5 + 7 + 1,
                    TravelsInside = true,
                }
            );
        bundle.Findings.Should().ContainSingle().Which.Path.Should().Be(".env");

        Task<SyncPreview> PreviewAsync(SyncMode mode, params string[] paths) =>
            GitParts.Previewer.PreviewAsync(
                repository.Project,
                status,
                new SyncRequest { Mode = mode, Paths = paths },
                CloneReach.Public,
                TestContext.Current.CancellationToken
            );
    }

    private static Task<Revision> SyncAsync(TestRepository repository, SyncRequest request) =>
        GitParts.Sync.SyncAsync(repository.Project, request, TestContext.Current.CancellationToken);
}
