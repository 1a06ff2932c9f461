using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using KaggleRunner.Tests.Logs;
using KaggleRunner.Tests.Repositories;

namespace KaggleRunner.Tests.Runs;

/// <summary>Whole runs whose kernel fetches its source from a git server over HTTP.</summary>
public sealed class HttpRemoteTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_kernel_fetches_the_very_commit_over_http_though_the_branch_moved_on()
    {
        await using var server = await GitHttpServer.StartAsync();
        await using var home = await TestHome.StartAsync(withEngine: true, "--allow-holds");
        using var repository = await PushedAsync(server, "print('the commit of the run')\n");
        var sha = await repository.HeadAsync();
        using var hold = new Hold(home, "SaveKernel.before");
        var run = await home.LaunchAsync(repository.Root, "train.py");
        await hold.ReachedAsync(Cancelled);
        await repository.CommitAsync("later", ("train.py", "print('a later commit')\n"));
        await repository.GitAsync("push", "--quiet");

        hold.Dispose();
        run = await home.WaitForEndAsync(run.Id);

        run.Verdict!.Kind.Should().Be(VerdictKind.Passed, run.Verdict.Reason);
        run.Revision!.Sha.Should().Be(sha);
        run.Revision.Transport.Should().Be(RevisionTransport.Clone);
        run.Revision.CloneUrl.Should().StartWith(server.Address);
        var lines = RunLog.Open(run.Folder).Snapshot(100).Lines.Select(line => line.Text).ToList();
        lines.Should().Contain("the commit of the run").And.NotContain("a later commit");
    }

    [Fact]
    public async Task What_is_consented_to_is_committed_pushed_over_http_and_fetched_from_there()
    {
        await using var server = await GitHttpServer.StartAsync();
        await using var home = await TestHome.StartAsync(withEngine: true);
        using var repository = await PushedAsync(server, "print(1)\n");
        repository.Write("train.py", "print('just written')\n");

        var sync = new SyncRequest { Mode = SyncMode.Push, Paths = ["train.py"] };
        var run = await home.LaunchAsync(repository.Root, "train.py", request => request with { Sync = sync });
        run = await home.WaitForEndAsync(run.Id);

        run.Verdict!.Kind.Should().Be(VerdictKind.Passed, run.Verdict.Reason);
        (await LogFolder.FindAsync(run.Folder, "just written")).Should().NotBeEmpty();
        (await TestRepository.GitInAsync(Path.Combine(server.Root, "project.git"), "rev-parse", "main"))
            .Should()
            .Be(run.Revision!.Sha);
    }

    [Fact]
    public async Task A_server_that_is_gone_is_an_error_of_the_source_and_not_a_failed_test()
    {
        var server = await GitHttpServer.StartAsync();
        await using var home = await TestHome.StartAsync(withEngine: true);
        using var repository = await PushedAsync(server, "print(1)\n");
        await server.DisposeAsync();

        var run = await home.WaitForEndAsync((await home.LaunchAsync(repository.Root, "train.py")).Id);

        run.Verdict!.Kind.Should().Be(VerdictKind.Error);
        run.Verdict.Reason.Should().Contain("could not be brought here");
    }

    private static async Task<TestRepository> PushedAsync(GitHttpServer server, string script)
    {
        var repository = await TestRepository.CreateAsync();
        await repository.CommitAsync("script", ("train.py", script));
        await repository.GitAsync("remote", "add", "origin", await server.CreateRepositoryAsync());
        await repository.GitAsync("push", "--quiet", "--set-upstream", "origin", "main");
        return repository;
    }
}
