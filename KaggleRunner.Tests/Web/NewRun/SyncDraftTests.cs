using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Repositories.Reach;
using KaggleRunner.Core.Repositories.Secrets;
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
        _draft.Mode.Should().Be(SyncMode.Snapshot, "that is possible all the same");

        _draft.Mode = SyncMode.Push;
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

    [Theory]
    [InlineData(CloneReach.Unknown, SyncMode.Push)]
    [InlineData(CloneReach.Public, SyncMode.Push)]
    [InlineData(CloneReach.Private, SyncMode.Bundle)]
    [InlineData(CloneReach.NoAnswer, SyncMode.Bundle)]
    public void The_fitting_mode_is_chosen_until_the_user_chooses(CloneReach reach, SyncMode mode)
    {
        _draft.Follow(Dirty, "tests");
        _draft.Reach = reach;
        _draft.Mode.Should().Be(mode);

        _draft.Mode = SyncMode.None;
        _draft.Reach = CloneReach.Private;
        _draft.Mode.Should().Be(SyncMode.None);
    }

    [Fact]
    public void A_snapshot_takes_a_tick_and_a_bundle_takes_none()
    {
        _draft.Follow(Dirty with { Remote = "origin" }, "tests");

        _draft.Mode = SyncMode.Snapshot;
        _draft.NeedsConsent.Should().BeTrue();
        _draft.ConsentText().Should().Contain("origin");
        _draft.ToRequest().Paths.Should().BeEmpty();

        _draft.Mode = SyncMode.Bundle;
        _draft.NeedsConsent.Should().BeFalse();
    }

    [Fact]
    public void Nothing_runs_before_what_would_be_sent_was_looked_through()
    {
        _draft.Follow(Dirty, "tests");
        _draft.Problem.Should().Contain("Looking through");

        _draft.Show(Clear);
        _draft.Problem.Should().BeNull();

        _draft.Include("b.py", false);
        _draft.Problem.Should().Contain("Looking through");
    }

    [Fact]
    public void A_secret_blocks_until_its_file_is_allowed_and_a_new_one_blocks_again()
    {
        var finding = new SecretFinding("a.py", 3, "github-token", "a GitHub token", "ghp_…");
        _draft.Follow(Dirty, "tests");
        _draft.Show(Clear with { Findings = [finding] });
        _draft.Problem.Should().Contain("a.py: a GitHub token");

        _draft.Allow("a.py", true);
        _draft.Problem.Should().BeNull();
        _draft.ToRequest().AllowedSecrets.Should().Equal("a.py");
        _draft.Show(Clear with { Findings = [finding] });
        _draft.Problem.Should().BeNull();

        _draft.HasConsent = true;
        _draft.Show(Clear with { Findings = [finding, finding with { Line = 9 }] });
        _draft.Problem.Should().NotBeNull();
        _draft.HasConsent.Should().BeFalse();
    }

    private static SyncPreview Clear { get; } = new(2, 100, false, []);
}
