using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Runs;

namespace KaggleRunner.Tests.Web.Runs;

public sealed class RunSelectionTests
{
    private static readonly Run[] Order = [.. Enumerable.Range(1, 6).Reverse().Select(n => SampleRuns.Ended(n))];

    [Fact]
    public void Shift_chooses_all_rows_in_between()
    {
        var selection = new RunSelection();

        selection.Toggle(Order[1], Order, isStretch: false);
        selection.Toggle(Order[4], Order, isStretch: true);

        selection.Runs.Select(run => run.Id.Number).Should().Equal(2, 3, 4, 5);
        selection.Toggle(Order[3], Order, isStretch: true);
        selection.Runs.Select(run => run.Id.Number).Should().Equal(4, 5);
    }

    [Fact]
    public void A_deleted_run_is_no_longer_chosen()
    {
        var selection = new RunSelection();
        selection.Toggle(Order[0], Order, isStretch: false);

        selection.Apply(Order[0] with { DeletedAt = SampleRuns.Noon });
        selection.Apply(Order[1]);

        selection.Count.Should().Be(0);
    }

    [Fact]
    public void The_runs_of_a_matrix_stand_together_where_the_newest_of_them_does()
    {
        Run[] runs =
        [
            Order[0],
            Order[1] with
            {
                Group = "m",
            },
            Order[2],
            Order[3] with
            {
                Group = "m",
            },
            Order[4] with
            {
                Group = "alone",
            },
        ];

        var rows = RunRows.Of(runs);

        rows.Select(row => (row.Group, string.Join(' ', row.Runs.Select(run => run.Id.Number))))
            .Should()
            .Equal((null, "6"), ("m", "5 3"), (null, "4"), (null, "2"));
    }
}
