using System.Security.Cryptography;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Tests.Generation;

public sealed class SourceTests : IDisposable
{
    private readonly KernelSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData(nameof(GitHttpKind.Smart))]
    [InlineData(nameof(GitHttpKind.RefusingShas))]
    [InlineData(nameof(GitHttpKind.Dumb))]
    public async Task The_commit_runs_and_not_the_branch_that_moved_on(string kind)
    {
        var repository = await _sandbox.RepositoryAsync(("a.py", "print('the first')"));
        var sha = await repository.CommitAsync(("a.py", "print('the one')"));
        await repository.CommitAsync(("a.py", "print('the last')"));
        await repository.GitAsync("update-server-info");
        await using var server = await GitHttpServer.StartAsync(_sandbox.Folder, Enum.Parse<GitHttpKind>(kind));

        var run = await RunAsync(sha, $"{server.Address}/repository/.git");

        run.Verdict.Outcome.Should().Be("passed");
        run.Program.Should().Contain("the one").And.NotContain("the last");
    }

    [Fact]
    public async Task A_commit_that_is_on_no_branch_any_more_is_fetched_by_its_sha()
    {
        var repository = await _sandbox.RepositoryAsync(("a.py", "print('the one')"));
        var sha = await repository.HeadAsync();
        await repository.GitAsync("checkout", "-q", "--orphan", "other");
        await repository.CommitAsync(("a.py", "print('other')"));
        await repository.GitAsync("branch", "-D", "main");
        await using var server = await GitHttpServer.StartAsync(_sandbox.Folder);

        var run = await RunAsync(sha, $"{server.Address}/repository/.git");

        run.Program.Should().Contain("the one");
    }

    [Fact]
    public async Task A_commit_that_the_server_lacks_is_an_error()
    {
        await _sandbox.RepositoryAsync(("a.py", ""));
        await using var server = await GitHttpServer.StartAsync(_sandbox.Folder);

        var run = await RunAsync(new string('a', 40), $"{server.Address}/repository/.git");

        run.Verdict.Outcome.Should().Be("error");
        run.Verdict.Reason.Should()
            .StartWith("The commit aaaaaaa could not be brought here: ")
            .And.Contain("not our ref");
    }

    [Fact]
    public async Task A_private_remote_is_an_error_that_keeps_the_password_secret()
    {
        await using var server = await GitHttpServer.StartAsync(_sandbox.Folder, GitHttpKind.Private);
        var url = server.Address.Replace("http://", "http://user:hunter2@", StringComparison.Ordinal);

        var run = await RunAsync(new string('a', 40), $"{url}/repository/.git");

        run.Verdict.Outcome.Should().Be("error");
        run.Verdict.Reason.Should().Contain("Authentication failed");
        (run.Program + run.Errors + run.Verdict.Reason).Should().NotContain("hunter2");
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/x", "127.0.0.1")]
    [InlineData("ext::sh -c touch% /tmp/never", "not allowed")]
    [InlineData("--upload-pack=true", "--upload-pack=true")]
    public async Task A_remote_that_cannot_be_spoken_to_is_an_error(string url, string reason)
    {
        var run = await RunAsync(new string('a', 40), url);

        run.Verdict.Outcome.Should().Be("error");
        run.Verdict.Reason.Should().Contain(reason);
        run.Records.OfType<PhaseRecord>().Last().Should().BeEquivalentTo(new { Name = "source", State = "failed" });
    }

    [Fact]
    public async Task A_bundle_needs_no_server_and_no_history()
    {
        var repository = await _sandbox.RepositoryAsync(("big.txt", "of the past"));
        File.Delete(Path.Combine(repository.Folder, "big.txt"));
        await repository.CommitAsync(
            ("a.py", "import os, subprocess; print(os.listdir('.')); subprocess.run(['git', 'log', '--oneline'])")
        );

        var run = await _sandbox.RunAsync(repository, "a.py", TargetKind.Script);

        run.Verdict.Outcome.Should().Be("passed");
        run.Program.Should().Contain("a.py").And.NotContain("big.txt").And.Contain("A commit");
    }

    [Theory]
    [InlineData("datasets/alice")]
    [InlineData("")]
    public async Task A_dataset_brings_the_commit_wherever_it_is_mounted(string below)
    {
        var repository = await _sandbox.RepositoryAsync(("a.py", "import os; print(sorted(os.listdir('.')))"));
        var revision = await InDatasetAsync(repository, below);

        var run = await _sandbox.RunAsync(revision, bundle: null, "a.py", TargetKind.Script);

        run.Verdict.Outcome.Should().Be("passed", run.Verdict.Reason);
        run.Program.Should().Contain("['.git', 'a.py']");
    }

    [Fact]
    public async Task A_dataset_with_another_source_is_an_error_that_names_it()
    {
        var repository = await _sandbox.RepositoryAsync(("a.py", ""));
        var revision = await InDatasetAsync(repository, "datasets/alice");
        var pack = revision.Pack! with { Sha256 = new string('a', 64) };

        var run = await _sandbox.RunAsync(revision with { Pack = pack }, bundle: null, "a.py", TargetKind.Script);

        run.Verdict.Outcome.Should().Be("error");
        run.Verdict.Reason.Should().Contain(Slug).And.Contain("another source");
    }

    [Fact]
    public async Task A_dataset_that_is_not_attached_is_an_error_that_names_it()
    {
        var repository = await _sandbox.RepositoryAsync(("a.py", ""));
        var revision = await InDatasetAsync(repository, "datasets/alice");
        Directory.Delete(_sandbox.Input, recursive: true);

        var run = await _sandbox.RunAsync(revision, bundle: null, "a.py", TargetKind.Script);

        run.Verdict.Outcome.Should().Be("error");
        run.Verdict.Reason.Should().Contain(Slug).And.Contain("not attached");
    }

    private static string Slug => SourceName.SlugFor(new KernelSettings().Slug);

    private async Task<Revision> InDatasetAsync(SourceRepository repository, string below)
    {
        var pack = await repository.PackAsync();
        var folder = Directory.CreateDirectory(Path.Combine(_sandbox.Input, below, Slug)).FullName;
        var path = Path.Combine(folder, SourceName.File);
        await File.WriteAllBytesAsync(path, pack, TestContext.Current.CancellationToken);
        return new Revision
        {
            Sha = await repository.HeadAsync(),
            Transport = RevisionTransport.Dataset,
            Pack = new PackedCommit(Convert.ToHexStringLower(SHA256.HashData(pack)), pack.Length),
        };
    }

    private Task<KernelRun> RunAsync(string sha, string url) =>
        _sandbox.RunAsync(
            new Revision
            {
                Sha = sha,
                Branch = "main",
                Transport = RevisionTransport.Clone,
                CloneUrl = url,
            },
            bundle: null,
            "a.py",
            TargetKind.Script
        );
}
