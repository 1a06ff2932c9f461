using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using KaggleRunner.Tests.Repositories;

namespace KaggleRunner.Tests.Runs;

/// <summary>Whole runs of repositories that no remote serves and that no script has room for.</summary>
public sealed class LargeSourceTests
{
    private const string Script = "print('begun'); print(sum(open('data.bin', 'rb').read(1000)))\n";

    [Fact]
    public async Task A_source_too_large_for_the_script_travels_as_a_private_dataset_and_only_once()
    {
        await using var home = await TestHome.StartAsync(withEngine: true);
        using var repository = await TestRepository.CreateAsync();
        var data = new byte[5_000_000];
        new Random(1).NextBytes(data);
        await File.WriteAllBytesAsync(repository.Path("data.bin"), data, TestContext.Current.CancellationToken);
        var sha = await repository.CommitAsync("large", ("train.py", Script));

        var first = await home.WaitForEndAsync((await home.LaunchAsync(repository.Root, "train.py")).Id);
        var second = await home.WaitForEndAsync((await home.LaunchAsync(repository.Root, "train.py")).Id);

        foreach (var run in (Run[])[first, second])
        {
            run.Verdict!.Kind.Should().Be(VerdictKind.Passed, run.Verdict.Reason);
            run.Revision!.Sha.Should().Be(sha);
            run.Revision.Transport.Should().Be(RevisionTransport.Dataset);
            RunLog.Open(run.Folder).Find($"{data.Take(1000).Sum(b => b)}", limit: 1).Should().NotBeEmpty();
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
        RunLog.Open(third.Folder).Find("a later commit", limit: 1).Should().NotBeEmpty();
        home.Accepted("CreateDatasetVersion").Should().Be(1);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;
}
