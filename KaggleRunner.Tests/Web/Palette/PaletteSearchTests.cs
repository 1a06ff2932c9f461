using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using KaggleRunner.Tests.History;
using KaggleRunner.Web.Layout;
using KaggleRunner.Web.Palette;

namespace KaggleRunner.Tests.Web.Palette;

public sealed class PaletteSearchTests : IDisposable
{
    private static readonly PaletteItem Stop = new("Stop the run…", Glyphs.Stop);
    private readonly HistoryFolder _history = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _history.Dispose();

    [Theory]
    [InlineData("2", 2)]
    [InlineData("#2", 2)]
    [InlineData("evaluate", 2)]
    [InlineData("SCHEDULER", 1)]
    [InlineData("basel", 3)]
    [InlineData("ab12", 1)]
    [InlineData("epochs 30", 2)]
    [InlineData("verdict:failed", 3)]
    [InlineData("-verdict:passed", 3)]
    public async Task A_run_is_found_by_whatever_is_known_of_it(string typed, int number)
    {
        await SaveThreeAsync();

        var runs = await RunsAsync(typed);

        runs[0].Name.Should().StartWith($"#{number} ");
        runs[0].Address.Should().EndWith($"/runs/{number}");
    }

    [Fact]
    public async Task The_newest_runs_come_first_when_nothing_was_typed()
    {
        await SaveThreeAsync();

        (await RunsAsync("")).Select(run => run.Name.Split(' ')[0]).Should().Equal("#3", "#2", "#1");
    }

    [Fact]
    public async Task Plots_of_the_newest_runs_are_found_by_their_names_and_lead_to_the_gallery()
    {
        var run = await _history.SaveAsync(run => run with { OutputCount = 2 });
        await WriteAsync(run, "plots/loss & more.png");
        await WriteAsync(run, "model.bin");

        var plot = (await GroupAsync("loss", "Plots")).Items.Should().ContainSingle().Which;

        plot.Name.Should().Be("plots/loss & more.png");
        plot.Address.Should().Be($"{run.Id.Path}?tab=outputs&view=plot&output=plots%2Floss%20%26%20more.png");
    }

    [Fact]
    public async Task Commands_of_the_page_and_pages_are_found_in_that_order()
    {
        await SaveThreeAsync();

        var groups = await AllAsync("st");

        groups[0].Items.Should().ContainSingle().Which.Name.Should().Be(Stop.Name);
        groups[1].Items.Select(page => page.Name).Should().Contain("Statistics").And.NotContain("Kernels");
        (await AllAsync("#3")).Should().ContainSingle().Which.Name.Should().Be("Runs");
    }

    [Fact]
    public async Task What_one_place_cannot_tell_keeps_nothing_else_from_being_shown()
    {
        await SaveThreeAsync();

        var targets = await GroupAsync("train", "Targets");

        (targets.Items.Count, targets.Problem)
            .Should()
            .Match<(int Count, string? Problem)>(t => t.Count == 0 && t.Problem != null, "it is no repository");
        (await GroupAsync("evaluate", "Runs")).Items.Should().ContainSingle();
    }

    [Fact]
    public async Task More_runs_than_are_shown_stand_on_the_runs_page()
    {
        for (var i = 0; i < 8; i++)
        {
            await _history.SaveAsync(run => run with { Verdict = new Verdict(VerdictKind.Failed, "colour:\"red") });
        }

        var runs = (await GroupAsync("colour:\"red", "Runs")).Items;

        runs.Should().HaveCount(9);
        runs[^1].Address.Should().Be($"/p/{_history.Project.Id}/runs?q=%22colour%3A%5C%22red%22");
    }

    private async Task SaveThreeAsync()
    {
        await _history.SaveAsync(run =>
            run with
            {
                Revision = new Revision { Sha = "ab12" + new string('0', 36), Subject = "Mend the scheduler" },
                Verdict = new Verdict(VerdictKind.Passed, "It passed."),
            }
        );
        await _history.SaveAsync(run =>
            run with
            {
                Target = new Target("experiments/evaluate.py", TargetKind.Script),
                Settings = new RunSettings { Target = "experiments/evaluate.py", Args = ["--epochs", "30"] },
                Verdict = new Verdict(VerdictKind.Passed, "It passed."),
            }
        );
        var failed = await _history.SaveAsync(run =>
            run with
            {
                Verdict = new Verdict(VerdictKind.Failed, "It failed."),
            }
        );
        await _history.Annotator.AddTagsAsync(failed.Id, ["baseline"], Cancelled);
    }

    private static async Task WriteAsync(Run run, string path)
    {
        var file = Path.Combine(run.Folder, "output", path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, "x", Cancelled);
    }

    private async Task<IReadOnlyList<PaletteItem>> RunsAsync(string typed) =>
        await new RunFinder(_history.Store, TimeProvider.System).FindAsync(typed, _history.Project.Id, 5, Cancelled);

    private async Task<PaletteGroup> GroupAsync(string typed, string name) =>
        (await AllAsync(typed)).Single(group => group.Name == name);

    private Task<PaletteGroup[]> AllAsync(string typed) =>
        Task.WhenAll(
            PaletteSearches.Of(_history).Begin(typed, [Stop], _history.Project, [_history.Project], Cancelled)
        );
}
