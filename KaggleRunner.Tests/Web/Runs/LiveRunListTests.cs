using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Queries;
using KaggleRunner.Web.Runs;

namespace KaggleRunner.Tests.Web.Runs;

public sealed class LiveRunListTests
{
    [Fact]
    public void Running_runs_stand_on_top_and_the_rest_newest_first()
    {
        var list = new LiveRunList();

        list.Load([SampleRuns.Ended(1), SampleRuns.Running(2), SampleRuns.Ended(4), SampleRuns.Ended(3)]);

        Numbers(list).Should().Equal(2, 4, 3, 1);
    }

    [Fact]
    public void A_new_run_appears_at_once_while_nobody_holds_the_list()
    {
        var list = new LiveRunList();
        list.Load([SampleRuns.Ended(1)]);

        list.Apply(SampleRuns.Running(2));

        Numbers(list).Should().Equal(2, 1);
        list.Waiting.Should().BeEmpty();
    }

    [Fact]
    public void New_runs_wait_while_the_list_is_held_and_come_when_asked_for()
    {
        var list = new LiveRunList { IsHeld = true };
        list.Load([SampleRuns.Ended(1)]);

        list.Apply(SampleRuns.Running(2));
        list.Apply(SampleRuns.Running(3));
        list.Apply(SampleRuns.Running(3));

        Numbers(list).Should().Equal(1);
        list.Waiting.Should().HaveCount(2);
        list.Reveal();
        Numbers(list).Should().Equal(3, 2, 1);
        list.Waiting.Should().BeEmpty();
    }

    [Fact]
    public void New_runs_still_wait_for_a_click_when_the_pointer_has_left()
    {
        var list = new LiveRunList { IsHeld = true };
        list.Load([SampleRuns.Ended(1)]);
        list.Apply(SampleRuns.Running(2));

        list.IsHeld = false;
        list.Apply(SampleRuns.Ended(1, VerdictKind.Failed));

        Numbers(list).Should().Equal(1);
        list.Waiting.Should().ContainSingle();
    }

    [Fact]
    public void A_held_row_changes_in_place_and_moves_only_when_it_is_let_go()
    {
        var list = new LiveRunList();
        list.Load([SampleRuns.Running(1), SampleRuns.Ended(2)]);
        list.IsHeld = true;

        list.Apply(SampleRuns.Ended(1));

        Numbers(list).Should().Equal(1, 2);
        list.Shown[0].HasEnded.Should().BeTrue();
        list.IsHeld = false;
        Numbers(list).Should().Equal(2, 1);
    }

    [Fact]
    public void Another_order_holds_for_what_comes_later()
    {
        var list = new LiveRunList();
        list.Load([SampleRuns.Ended(1, target: "b"), SampleRuns.Ended(2, target: "a")], RunOrder.By(RunSortKey.Target));

        list.Apply(SampleRuns.Ended(3, target: "A"));

        Numbers(list).Should().Equal(3, 2, 1);
        list.Apply(SampleRuns.Ended(3) with { DeletedAt = SampleRuns.Noon });
        Numbers(list).Should().Equal(2, 1);
    }

    private static IEnumerable<int> Numbers(LiveRunList list) => list.Shown.Select(run => run.Id.Number);
}
