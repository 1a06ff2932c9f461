using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using KaggleRunner.Tests.Repositories;

namespace KaggleRunner.Tests.Runs;

public sealed class MatrixRunTests
{
    [Fact]
    public async Task All_runs_of_a_matrix_run_the_commit_of_the_first_with_their_own_values()
    {
        await using var home = await TestHome.StartAsync(withEngine: true);
        using var repository = await TestRepository.CreatePushedAsync();
        repository.Write("train.py", "import sys\nprint('told', sys.argv[1:])\n");
        var runs = await home.LaunchAllAsync(
            repository.Root,
            "train.py",
            request =>
                request with
                {
                    Overrides = new() { Matrix = [new MatrixAxis("seed", ["1", "2", "3"])] },
                    Sync = new()
                    {
                        Mode = SyncMode.Push,
                        Paths = ["train.py"],
                        CommitMessage = "Train",
                    },
                }
        );

        runs.Select(run => run.Group)
            .Distinct(StringComparer.Ordinal)
            .Should()
            .ContainSingle()
            .Which.Should()
            .NotBeNull();
        var ended = new List<Run>();
        foreach (var run in runs)
        {
            ended.Add(await home.WaitForEndAsync(run.Id));
        }

        ended.Should().OnlyContain(run => run.Verdict!.Kind == VerdictKind.Passed);
        ended.Select(run => run.Revision!.Sha).Distinct(StringComparer.Ordinal).Should().ContainSingle();
        ended
            .Select(run =>
                File.ReadLines(Path.Combine(run.Folder, "log.txt"))
                    .First(line => line.StartsWith("told", StringComparison.Ordinal))
            )
            .Should()
            .Equal("told ['--seed', '1']", "told ['--seed', '2']", "told ['--seed', '3']");
        var saved = await home.Store.ListGroupAsync(
            runs[0].Id.Project,
            runs[0].Group!,
            TestContext.Current.CancellationToken
        );
        saved.Select(run => run.Settings.Matrix["seed"]).Should().Equal("1", "2", "3");
    }
}
