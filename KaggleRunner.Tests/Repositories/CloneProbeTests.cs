using System.Net;
using System.Net.Sockets;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Repositories.Reach;
using Microsoft.Extensions.Time.Testing;

namespace KaggleRunner.Tests.Repositories;

public sealed class CloneProbeTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_anybody_can_clone_is_public_and_what_asks_for_a_password_is_not()
    {
        await using var open = await GitHttpServer.StartAsync();
        await using var closed = await GitHttpServer.StartAsync("bob:right");
        var probe = new CloneProbe(GitParts.Program, TimeProvider.System);

        (await probe.LookAsync(await open.CreateRepositoryAsync(), Cancelled)).Should().Be(CloneReach.Public);
        (await probe.LookAsync(await closed.CreateRepositoryAsync(), Cancelled)).Should().Be(CloneReach.Private);
        (await probe.LookAsync($"{open.Address}/missing.git", Cancelled)).Should().Be(CloneReach.Private);
        (await probe.LookAsync(null, Cancelled)).Should().Be(CloneReach.None);
    }

    [Fact]
    public async Task Nothing_that_the_user_has_is_shown_to_the_server()
    {
        await using var closed = await GitHttpServer.StartAsync("bob:right");
        var address = new Uri(await closed.CreateRepositoryAsync());
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            folder.Combine(".netrc"),
            "machine 127.0.0.1 login bob password right\n",
            Cancelled
        );
        await File.WriteAllTextAsync(
            folder.Combine("gitconfig"),
            $"[credential]\n helper = \"!f() {{ echo username=bob; echo password=right; }}; f\"\n[http]\n extraHeader = \"Authorization: Basic {Convert.ToBase64String("bob:right"u8)}\"\n",
            Cancelled
        );
        await File.WriteAllTextAsync(
            folder.Combine("git"),
            $"#!/bin/sh\n: \"${{HOME_FOR_TEST:=x}}\"\nexec env GIT_CONFIG_GLOBAL=\"${{GIT_CONFIG_GLOBAL:-{folder.Combine("gitconfig")}}}\" HOME=\"${{HOME:-{folder.Path}}}\" git \"$@\"\n",
            Cancelled
        );
        States.Machine.MakeExecutable(folder.Combine("git"));
        var git = new GitProgram(
            Microsoft.Extensions.Logging.Abstractions.NullLogger<GitProgram>.Instance,
            TimeProvider.System,
            folder.Combine("git")
        );

        (await new CloneProbe(git, TimeProvider.System).LookAsync($"{address}", Cancelled))
            .Should()
            .Be(CloneReach.Private);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up_and_looked_for_again_later()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/x.git";
        var time = new FakeTimeProvider();
        var probe = new CloneProbe(GitParts.Program, time);

        probe.Peek(url).Should().Be(CloneReach.Unknown, "nobody waits for the answer");
        using var connection = await silent.AcceptTcpClientAsync(Cancelled);
        time.Advance(TimeSpan.FromSeconds(6));
        (await probe.LookAsync(url, Cancelled)).Should().Be(CloneReach.NoAnswer);

        probe.Peek(url).Should().Be(CloneReach.NoAnswer);
        time.Advance(TimeSpan.FromMinutes(2));
        probe.Peek(url).Should().Be(CloneReach.Unknown, "it is asked again");
        time.Advance(TimeSpan.FromSeconds(6));
        await probe.LookAsync(url, Cancelled);
    }

    [Fact]
    public async Task An_answer_is_kept_for_a_while()
    {
        var server = await GitHttpServer.StartAsync();
        var url = await server.CreateRepositoryAsync();
        var time = new FakeTimeProvider();
        var probe = new CloneProbe(GitParts.Program, time);
        await probe.LookAsync(url, Cancelled);
        await server.DisposeAsync();

        (await probe.LookAsync(url, Cancelled)).Should().Be(CloneReach.Public);
        time.Advance(TimeSpan.FromMinutes(11));
        (await probe.LookAsync(url, Cancelled)).Should().Be(CloneReach.NoAnswer);
    }

    [Theory]
    [InlineData(true, CloneReach.Public, true, SyncMode.Push)]
    [InlineData(true, CloneReach.Unknown, true, SyncMode.Push)]
    [InlineData(true, CloneReach.Private, true, SyncMode.Bundle)]
    [InlineData(true, CloneReach.NoAnswer, true, SyncMode.Bundle)]
    [InlineData(true, CloneReach.None, true, SyncMode.Bundle)]
    [InlineData(true, CloneReach.Public, false, SyncMode.Bundle)]
    [InlineData(false, CloneReach.Public, true, SyncMode.None)]
    [InlineData(false, CloneReach.Private, true, SyncMode.None)]
    public void The_fitting_mode_is_proposed(bool isDirty, CloneReach reach, bool internet, SyncMode mode)
    {
        var status = new WorkingTreeStatus
        {
            Branch = "main",
            HeadSha = new string('a', 40),
            PushedSha = new string('a', 40),
            RemoteUrl = "https://example.org/x.git",
            Changes = isDirty ? [new ChangedFile("a.py", ChangeKind.Modified)] : [],
        };

        SyncProposal.For(status, reach, internet).Mode.Should().Be(mode);
    }

    [Fact]
    public void An_obstacle_to_a_push_proposes_a_snapshot()
    {
        var status = new WorkingTreeStatus
        {
            HeadSha = new string('a', 40),
            RemoteUrl = "https://example.org/x.git",
            Obstacle = "HEAD is detached.",
            Changes = [new ChangedFile("a.py", ChangeKind.Modified)],
        };

        SyncProposal.For(status, CloneReach.Public, true).Mode.Should().Be(SyncMode.Snapshot);
    }
}
