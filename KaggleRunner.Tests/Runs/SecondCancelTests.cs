using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Fetching;
using KaggleRunner.Tests.Repositories;
using Microsoft.Extensions.DependencyInjection;

namespace KaggleRunner.Tests.Runs;

/// <summary>A wish to stop a run whose session has ended already: it is about the fetching of its outputs.</summary>
public sealed class SecondCancelTests
{
    private const string Script = """
        import os, pathlib, time
        folder = pathlib.Path(os.environ.get("KAGGLE_WORKING_DIR", "/kaggle/working"), "output")
        folder.mkdir(exist_ok=True)
        for number in range(4):
            (folder / f"{number}.bin").write_bytes(bytes([number]) * 1000)
        print("up", flush=True)
        time.sleep(600)
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_stop_leaves_the_rest_of_the_outputs_on_Kaggle_from_where_they_come_later()
    {
        await using var home = await TestHome.StartAsync(withEngine: true, "--allow-holds");
        using var repository = await TestRepository.CreatePushedAsync();
        await repository.CommitAsync("script", ("train.py", Script));
        await repository.GitAsync("push", "--quiet");
        var run = await home.LaunchAsync(repository.Root, "train.py");
        await home.WaitForLogAsync(run, "up");
        var cancellation = home.Get<RunCancellation>();
        using (var hold = new Hold(home, "Download"))
        {
            await cancellation.CancelAsync(run.Id, Cancelled);
            await hold.ReachedAsync(Cancelled);
            run = (await home.Store.FindAsync(run.Id, Cancelled))!;
            run.CurrentStep!.Kind.Should().Be(RunStepKind.Collect, "the first stop was about the session");
            run.LeavesOutputs.Should().BeFalse();

            await cancellation.CancelAsync(run.Id, Cancelled);
            run = await home.WaitForEndAsync(run.Id);
        }

        run.Verdict.Should().Be(new Verdict(VerdictKind.Cancelled, "Stopped as you asked."));
        run.OutputsInterrupted.Should().Be("You stopped the fetching of its outputs.");
        run.StopRequestedAt.Should().BeBefore(run.CancelRequestedAt!.Value);
        using var fetches = ActivatorUtilities.CreateInstance<OutputFetches>(home.Services);
        await fetches.StartAsync(Cancelled);
        fetches.Ask(run.Id, OutputWish.All);
        await Hold.UntilAsync(() => fetches.Of(run.Id) is null, Cancelled);
        OutputsFile.Read(run.Folder)!.Missing.Should().BeEmpty();
        for (var number = 0; number < 4; number++)
        {
            var file = Path.Combine(run.Folder, "output", $"{number}.bin");
            (await File.ReadAllBytesAsync(file, Cancelled)).Should().Equal(Enumerable.Repeat((byte)number, 1000));
        }

        await fetches.StopAsync(Cancelled);
    }
}
