using System.Security.Cryptography;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using KaggleRunner.Tests.Logs;
using KaggleRunner.Tests.Repositories;

namespace KaggleRunner.Tests.Runs;

/// <summary>Whole runs of repositories that no remote serves and that no script has room for.</summary>
public sealed class LargeSourceTests
{
    private const string Script = "print('begun'); print(sum(open('data.bin', 'rb').read(1000)))\n";
    private static readonly byte[] Data = RandomNumberGenerator.GetBytes(5_000_000);

    [Fact]
    public async Task A_source_too_large_for_the_script_travels_as_a_private_dataset_and_only_once()
    {
        await using var home = await TestHome.StartAsync(withEngine: true);
        using var repository = await LargeRepositoryAsync();
        var sha = await repository.HeadAsync();

        var first = await home.WaitForEndAsync((await home.LaunchAsync(repository.Root, "train.py")).Id);
        var second = await home.WaitForEndAsync((await home.LaunchAsync(repository.Root, "train.py")).Id);

        foreach (var run in (Run[])[first, second])
        {
            run.Verdict!.Kind.Should().Be(VerdictKind.Passed, run.Verdict.Reason);
            run.Revision!.Sha.Should().Be(sha);
            run.Revision.Transport.Should().Be(RevisionTransport.Dataset);
            (await LogFolder.FindAsync(run.Folder, $"{Data.Take(1000).Sum(b => b)}")).Should().NotBeEmpty();
            File.Exists(Path.Combine(run.Folder, "source.pack")).Should().BeFalse();
            (await File.ReadAllTextAsync(Path.Combine(run.Folder, "kernel-metadata.json"), Cancelled))
                .Should()
                .Contain($"/{SourceName.SlugFor(run.Settings.Kernel.Slug)}\"");
        }

        home.Accepted("CreateDataset").Should().Be(1);
        home.Accepted("StartBlobUpload").Should().Be(1, "the same commit is not sent twice");

        var later = await repository.CommitAsync("later", ("train.py", "print('a later commit')\n"));
        var third = await home.WaitForEndAsync((await home.LaunchAsync(repository.Root, "train.py")).Id);

        third.Verdict!.Kind.Should().Be(VerdictKind.Passed, third.Verdict.Reason);
        third.Revision!.Sha.Should().Be(later);
        (await LogFolder.FindAsync(third.Folder, "a later commit")).Should().NotBeEmpty();
        home.Accepted("CreateDatasetVersion").Should().Be(1);
    }

    [Fact]
    public async Task What_Kaggle_still_does_with_the_source_is_told_and_can_be_stopped()
    {
        await using var home = await TestHome.StartAsync(withEngine: true, "--allow-holds");
        using var repository = await LargeRepositoryAsync();
        using var hold = new Hold(home, "Dataset.BlobsReceived");
        var stopped = await home.LaunchAsync(repository.Root, "train.py");
        await home.WaitAsync(stopped.Id, run => run.Waiting?.Contains("prepares the source") == true);

        await home.Get<RunCancellation>().CancelAsync(stopped.Id, Cancelled);
        stopped = await home.WaitForEndAsync(stopped.Id);
        var next = await home.LaunchAsync(repository.Root, "train.py");
        await home.WaitAsync(next.Id, run => run.Waiting?.Contains("prepares the source") == true);
        hold.Dispose();
        next = await home.WaitForEndAsync(next.Id);

        stopped.Verdict!.Kind.Should().Be(VerdictKind.Cancelled, stopped.Verdict.Reason);
        next.Verdict!.Kind.Should().Be(VerdictKind.Passed, next.Verdict.Reason);
        next.Waiting.Should().BeNull();
        home.Accepted("StartBlobUpload").Should().Be(1, "the run that was stopped had sent it");
        Directory.EnumerateFiles(stopped.Folder, "source.*").Should().BeEmpty();
    }

    private static async Task<TestRepository> LargeRepositoryAsync()
    {
        var repository = await TestRepository.CreateAsync();
        await File.WriteAllBytesAsync(repository.Path("data.bin"), Data, Cancelled);
        await repository.CommitAsync("large", ("train.py", Script));
        return repository;
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;
}
