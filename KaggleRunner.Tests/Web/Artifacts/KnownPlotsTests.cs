using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Tests.Runs;
using KaggleRunner.Web.Artifacts;

namespace KaggleRunner.Tests.Web.Artifacts;

public sealed class KnownPlotsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly KnownPlots _plots = new(new OutputStore());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Images_are_read_once_until_the_run_has_more_outputs_or_its_folder_is_gone()
    {
        var run = Leave("b.png", "a10.svg", "a2.png", "more/table.csv") with { OutputCount = 4 };
        var first = _plots.Of(run);
        first.Select(plot => plot.Path).Should().Equal("a2.png", "a10.svg", "b.png");

        Leave("more/late.png");
        _plots.Of(run).Should().BeSameAs(first);
        _plots.Of(run with { OutputCount = 5 }).Should().HaveCount(4);
        _plots
            .Of(run with { OutputCount = 5, Verdict = new Verdict(VerdictKind.Passed, "It passed.") })
            .Should()
            .HaveCount(4);
        Directory.Delete(run.Folder, recursive: true);
        _plots.Of(run).Should().BeEmpty();
    }

    [Fact]
    public void A_run_without_outputs_or_folder_has_none()
    {
        var run = Leave("a.png");
        _plots.Of(run).Should().BeEmpty("nothing was counted");
        Directory.Delete(run.Folder, recursive: true);
        _plots.Of(run with { OutputCount = 1 }).Should().BeEmpty();
    }

    private Run Leave(params string[] names)
    {
        var run = RunExample.Create(_folder.Combine("1"));
        foreach (var name in names)
        {
            var file = Path.Combine(run.Folder, "output", name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, "x");
        }

        return run;
    }
}
