using KaggleRunner.Core.Common;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Fetching;
using KaggleRunner.Tests.Repositories;

namespace KaggleRunner.Tests.Runs.Fetching;

/// <summary>Outputs that do not fit on a real, small disk.</summary>
public sealed class FullDiskTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_whose_outputs_do_not_fit_keeps_its_verdict_and_goes_on_when_there_is_room()
    {
        using var repository = await TestRepository.CreatePushedAsync();
        await repository.CommitAsync("script", ("train.py", ManyOutputs.Script));
        await repository.GitAsync("push", "--quiet");
        using var disk = SmallDisk.Mount(Path.Combine(repository.Root, "kaggle_runner", "results"), megabytes: 9);
        await using var home = await TestHome.StartAsync(withEngine: true);

        var run = await home.LaunchAsync(repository.Root, "train.py");
        run = await home.WaitForEndAsync(run.Id);

        run.Verdict!.Kind.Should().Be(VerdictKind.Passed, run.Verdict.Reason);
        run.OutputsInterrupted.Should().Contain("The disk is full");
        run.Notice.Should().Contain("download").And.Contain("--all");
        ManyOutputs.Wrong(run.Folder).Should().BeEmpty("what stands in its place is whole");
        var outputs = OutputsFile.Read(run.Folder)!;
        outputs.Files.Should().HaveCount(ManyOutputs.Files);
        outputs.Fetchable.Should().NotBeEmpty();
        File.Exists(Path.Combine(run.Folder, "run.json")).Should().BeTrue();

        var again = () => FetchAsync(home, run);
        (await again.Should().ThrowAsync<RunnerException>("there is no room yet"))
            .Which.Sentence.Should()
            .Contain("full");
        ManyOutputs.Wrong(run.Folder).Should().BeEmpty();

        disk.Resize(megabytes: 64);
        (await FetchAsync(home, run)).Missing.Should().BeEmpty();

        ManyOutputs.Wrong(run.Folder).Should().BeEmpty();
        new OutputStore()
            .List(run.Folder)
            .Select(file => file.Path)
            .Should()
            .BeEquivalentTo(ManyOutputs.Paths, "all are home, and none twice");
        Directory.Exists(Path.Combine(run.Folder, ".collecting")).Should().BeFalse();
        (await home.Store.FindAsync(run.Id, Cancelled))!.OutputsInterrupted.Should().BeNull();
    }

    private static Task<CollectedOutputs> FetchAsync(TestHome home, Run run) =>
        home.Get<OutputFetcher>().FetchAsync(run.Id, OutputWish.All, null, Cancelled);
}
