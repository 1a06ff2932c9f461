using KaggleRunner.Core.Common;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Fetching;
using KaggleRunner.Tests.Repositories;
using Microsoft.Extensions.DependencyInjection;

namespace KaggleRunner.Tests.Runs.Fetching;

/// <summary>Outputs that stayed on Kaggle by the settings, and are asked for later.</summary>
public sealed class OutputFetchesTests
{
    private const string Script = """
        import pathlib
        pathlib.Path("results").mkdir()
        for number in range(4):
            pathlib.Path(f"results/{number}.bin").write_bytes(bytes([number]) * 1000)
        pathlib.Path("small.txt").write_text("small")
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_asked_for_comes_and_the_verdict_stays()
    {
        await using var home = await TestHome.StartAsync(withEngine: true, services => services.AddFetches());
        using var repository = await PushedAsync();
        var run = await RunAsync(home, repository);
        OutputsFile
            .Read(run.Folder)!
            .Missing.Select(file => (file.Fate, file.Bytes))
            .Should()
            .Equal(Enumerable.Repeat((OutputFate.TooLarge, (long?)1000), 4));
        var fetches = home.Get<OutputFetches>();

        fetches.Ask(run.Id, new OutputWish(["output/results/1.bin"]));
        fetches.Ask(run.Id, new OutputWish(["output/results/3.bin"]));
        await Hold.UntilAsync(() => fetches.Of(run.Id) is null, Cancelled);

        OutputsFile
            .Read(run.Folder)!
            .Missing.Select(file => file.Name)
            .Should()
            .Equal("output/results/0.bin", "output/results/2.bin");
        var after = await home.Store.FindAsync(run.Id, Cancelled);
        after!.OutputCount.Should().Be(3);
        after.Verdict.Should().Be(run.Verdict);
        fetches.Ask(run.Id, OutputWish.All);
        await Hold.UntilAsync(() => fetches.Of(run.Id) is null, Cancelled);
        OutputsFile.Read(run.Folder)!.Missing.Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_stopped_is_kept_by_the_next_process_and_can_be_gone_on_with()
    {
        await using var home = await TestHome.StartAsync(withEngine: true, "--allow-holds");
        using var repository = await PushedAsync();
        var run = await RunAsync(home, repository);
        using (var first = Fetches(home))
        using (var hold = new Hold(home, "Download"))
        {
            await first.StartAsync(Cancelled);
            first.Ask(run.Id, OutputWish.All);
            await hold.ReachedAsync(Cancelled);
            first.Stop(run.Id);
            await Hold.UntilAsync(() => first.Of(run.Id) is { IsUnderWay: false }, Cancelled);
            first.Of(run.Id)!.Stopped.Should().Be("You stopped it.");
            await first.StopAsync(Cancelled);
        }

        using var next = Fetches(home);
        await next.StartAsync(Cancelled);
        next.Of(run.Id)!.Stopped.Should().Be("You stopped it.");
        next.Continue(run.Id);
        await Hold.UntilAsync(() => next.Of(run.Id) is null, Cancelled);

        OutputsFile.Read(run.Folder)!.Missing.Should().BeEmpty();
        await next.StopAsync(Cancelled);
    }

    [Fact]
    public async Task A_process_that_ends_leaves_its_fetch_to_the_next()
    {
        await using var home = await TestHome.StartAsync(withEngine: true, "--allow-holds");
        using var repository = await PushedAsync();
        var run = await RunAsync(home, repository);
        using (var first = Fetches(home))
        using (var hold = new Hold(home, "Download"))
        {
            await first.StartAsync(Cancelled);
            first.Ask(run.Id, OutputWish.All);
            await hold.ReachedAsync(Cancelled);
            await first.StopAsync(Cancelled);
        }

        using var next = Fetches(home);
        await next.StartAsync(Cancelled);
        await Hold.UntilAsync(() => next.Of(run.Id) is null, Cancelled);

        OutputsFile.Read(run.Folder)!.Missing.Should().BeEmpty();
        await next.StopAsync(Cancelled);
    }

    [Fact]
    public async Task A_run_that_cannot_be_fetched_says_why()
    {
        await using var home = await TestHome.StartAsync(withEngine: false);
        using var folder = new TemporaryFolder();
        var run = RunExample.Create(folder.Combine("1"));
        await home.Store.SaveAsync(run, Cancelled);
        var fetcher = home.Get<OutputFetcher>();

        await Fails(run.Id, "has not ended");
        await home.Store.SaveAsync(run with { Verdict = new Verdict(VerdictKind.Error, "x") }, Cancelled);
        await Fails(run.Id, "never reached Kaggle");
        await Fails(run.Id with { Number = 9 }, "There is no run #9");
        var deleted = run with
        {
            Verdict = new Verdict(VerdictKind.Passed, "ok"),
            Kernel = new KernelRef("local", "not-there"),
            Version = 7,
        };
        await home.Store.SaveAsync(deleted, Cancelled);
        await Fails(run.Id, "no longer gives the outputs of version 7");

        async Task Fails(RunId id, string why) =>
            (
                await FluentActions
                    .Awaiting(() => fetcher.FetchAsync(id, OutputWish.All, null, Cancelled))
                    .Should()
                    .ThrowAsync<RunnerException>()
            )
                .Which.Message.Should()
                .Contain(why);
    }

    private static OutputFetches Fetches(TestHome home) =>
        ActivatorUtilities.CreateInstance<OutputFetches>(home.Services);

    private static async Task<Run> RunAsync(TestHome home, TestRepository repository)
    {
        var run = await home.LaunchAsync(repository.Root, "train.py");
        run = await home.WaitForEndAsync(run.Id);
        run.Verdict!.Kind.Should().Be(VerdictKind.Passed, run.Verdict.Reason);
        return run;
    }

    private static async Task<TestRepository> PushedAsync()
    {
        var repository = await TestRepository.CreatePushedAsync();
        await repository.CommitAsync(
            "script",
            ("train.py", Script),
            ("config/train.yml", "outputs: {download: {max_size: 100}}")
        );
        await repository.GitAsync("push", "--quiet");
        return repository;
    }
}
