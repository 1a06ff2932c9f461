using Bunit;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Repositories.Changes;
using KaggleRunner.Core.Runs;
using KaggleRunner.Tests.Repositories;
using KaggleRunner.Tests.Web.Runs;
using KaggleRunner.Web.NewRun;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace KaggleRunner.Tests.Web.NewRun;

public sealed class LastRunPanelTests : BunitContext
{
    public LastRunPanelTests() =>
        Services.AddSingleton(new CommitComparer(new GitProgram(NullLogger<GitProgram>.Instance, TimeProvider.System)));

    [Fact]
    public async Task Settings_and_commits_since_the_last_run_are_told_as_text()
    {
        using var repository = await TestRepository.CreateAsync();
        var before = await repository.CommitAsync("first", ("a.py", "1"));
        await repository.CommitAsync("<b>second</b>", ("a.py", "2"));
        var now = await repository.CommitAsync("third", ("a.py", "3"));
        var last = RunOf(before);

        var panel = Show(repository, last, now, last with { Settings = last.Settings with { Quick = true } });

        await panel.WaitForAssertionAsync(() => panel.Find(".brief").TextContent.Should().Be("1 setting · 2 commits"));
        panel.Find("summary a").GetAttribute("href").Should().Be(last.Id.Path);
        panel.Find("dl").TextContent.Should().Contain("Quick").And.Contain("off → on");
        panel.FindAll(".commits bdi").Select(line => line.TextContent).Should().Equal("third", "<b>second</b>");
        panel.Find("details").HasAttribute("open").Should().BeTrue();
    }

    [Fact]
    public async Task The_same_again_says_so_and_stays_closed()
    {
        using var repository = await TestRepository.CreateAsync();
        var head = await repository.CommitAsync("first", ("a.py", "1"));
        var last = RunOf(head);

        var panel = Show(repository, last, head, last);

        await panel.WaitForAssertionAsync(() =>
            panel.Find(".brief").TextContent.Should().Be("same settings · same commit")
        );
        panel.Find("details").HasAttribute("open").Should().BeFalse();
    }

    [Fact]
    public async Task A_commit_that_is_not_here_is_said_to_be_unknown()
    {
        using var repository = await TestRepository.CreateAsync();
        var head = await repository.CommitAsync("first", ("a.py", "1"));
        var last = RunOf(new string('a', 40));

        var panel = Show(repository, last, head, last);

        await panel.WaitForAssertionAsync(() =>
            panel.Find(".brief").TextContent.Should().Contain("its commit aaaaaaa is not in this repository")
        );
    }

    private static Run RunOf(string sha) =>
        SampleRuns.Ended(41) with
        {
            Revision = new Revision { Sha = sha, Branch = "main" },
        };

    private IRenderedComponent<LastRunPanel> Show(TestRepository repository, Run last, string head, Run next)
    {
        var sync = new SyncDraft { Mode = SyncMode.None };
        sync.Follow(new WorkingTreeStatus { HeadSha = head, Branch = "main" }, "tests");
        return Render<LastRunPanel>(p =>
            p.Add(l => l.Project, repository.Project)
                .Add(l => l.Last, last)
                .Add(l => l.Settings, next.Settings)
                .Add(l => l.Sync, sync)
        );
    }
}
