using KaggleRunner.Core.Repositories;
using KaggleRunner.Web.NewRun;

namespace KaggleRunner.Tests.Web.NewRun;

public sealed class SyncDraftTests
{
    private static readonly WorkingTreeStatus Clean = new()
    {
        Branch = "main",
        HeadSha = new string('a', 40),
        PushedSha = new string('a', 40),
        Upstream = "origin/main",
        RemoteUrl = "https://example.org/x.git",
    };

    private static readonly WorkingTreeStatus Dirty = Clean with
    {
        Changes = [new ChangedFile("a.py", ChangeKind.Modified), new ChangedFile("b.py", ChangeKind.Untracked)],
    };

    private readonly SyncDraft _draft = new();

    [Fact]
    public void A_clean_pushed_tree_needs_no_consent_and_changes_nothing()
    {
        _draft.Follow(Clean, "tests");

        _draft.NeedsConsent.Should().BeFalse();
        _draft.Problem.Should().BeNull();
        _draft.ToRequest().Should().BeEquivalentTo(new SyncRequest { Mode = SyncMode.None });
    }

    [Fact]
    public void Changes_need_a_tick_which_is_never_there_by_itself()
    {
        _draft.Follow(Dirty, "tests");

        _draft.NeedsConsent.Should().BeTrue();
        _draft.HasConsent.Should().BeFalse();
        _draft.ConsentText().Should().Be("Commit 2 changed files and push to origin/main");
    }

    [Fact]
    public void Unpushed_commits_alone_need_a_tick_too()
    {
        _draft.Follow(Clean with { Ahead = 2 }, "tests");

        _draft.NeedsConsent.Should().BeTrue();
        _draft.ConsentText().Should().Be("Push 2 commits to origin/main");
        _draft.ToRequest().CommitMessage.Should().BeNull();
    }

    [Fact]
    public void A_file_changed_since_takes_the_tick_away()
    {
        _draft.Follow(Dirty, "tests");
        _draft.HasConsent = true;

        _draft.Follow(
            Dirty with
            {
                Changes = [.. Dirty.Changes, new ChangedFile("secret.env", ChangeKind.Untracked)],
            },
            "tests"
        );

        _draft.HasConsent.Should().BeFalse();
    }

    [Fact]
    public void Looking_again_without_news_leaves_the_tick()
    {
        _draft.Follow(Dirty, "tests");
        _draft.HasConsent = true;

        _draft.Follow(Dirty with { Changes = [.. Dirty.Changes] }, "tests");

        _draft.HasConsent.Should().BeTrue();
    }

    [Fact]
    public void Other_files_or_another_mode_take_the_tick_away()
    {
        _draft.Follow(Dirty, "tests");
        _draft.HasConsent = true;
        _draft.Include("b.py", false);
        _draft.HasConsent.Should().BeFalse();

        _draft.HasConsent = true;
        _draft.Mode = SyncMode.None;
        _draft.HasConsent.Should().BeFalse();
        _draft.NeedsConsent.Should().BeFalse();
        _draft.ToRequest().Paths.Should().BeEmpty();
    }

    [Fact]
    public void Only_the_ticked_files_are_committed_with_the_message_or_its_default()
    {
        _draft.Follow(Dirty, "tests");
        _draft.Include("b.py", false);

        _draft.ToRequest().Paths.Should().Equal("a.py");
        _draft.ToRequest().CommitMessage.Should().Be("Run tests on Kaggle");
        _draft.Message = " Mine ";
        _draft.ToRequest().CommitMessage.Should().Be("Mine");
    }

    [Fact]
    public void An_obstacle_stands_in_the_way_of_a_push_but_not_of_the_pushed_commit()
    {
        _draft.Follow(Dirty with { Obstacle = "A rebase is under way." }, "tests");

        _draft.Problem.Should().Be("A rebase is under way.");
        _draft.Mode = SyncMode.None;
        _draft.Problem.Should().BeNull();
    }

    [Fact]
    public void A_repository_without_a_commit_or_files_cannot_run()
    {
        _draft.Follow(new WorkingTreeStatus { Branch = "main" }, "tests");

        _draft.Problem.Should().NotBeNull();
        _draft.Mode = SyncMode.None;
        _draft.Problem.Should().NotBeNull();
    }

    [Fact]
    public void A_branch_never_pushed_has_no_pushed_commit_to_run()
    {
        _draft.Follow(Dirty with { PushedSha = null, Upstream = null }, "tests");
        _draft.ConsentText().Should().Be("Commit 2 changed files and push to a new remote branch main");

        _draft.Mode = SyncMode.None;

        _draft.Problem.Should().Contain("never pushed");
    }
}
