using KaggleRunner.Core.Common;
using KaggleRunner.Core.Results;

namespace KaggleRunner.Tests.Results;

/// <summary>What is left, and gone on with, when not all can be had.</summary>
public sealed class BrokenCollectionTests : CollectorBench
{
    [Fact]
    public async Task Expired_addresses_are_listed_again()
    {
        Outputs.With("a").With("b").ValidFrom = 3;

        var collected = await CollectAsync();

        collected.Count.Should().Be(2);
        Outputs.Listings.Should().Be(3);
    }

    [Fact]
    public async Task A_listing_that_fails_stops_the_collection_and_keeps_what_was_fetched()
    {
        Outputs.With("a").With("b");
        Outputs.ListingWaits = () => Staged() < 2 ? false : throw new RunnerException("Kaggle cannot be reached.");
        await FluentActions.Awaiting(() => CollectAsync()).Should().ThrowAsync<RunnerException>();

        Outputs.ListingWaits = () => true;
        var collected = await CollectAsync();

        collected.Count.Should().Be(2);
        Outputs.Downloads.Should().HaveCount(2, "both were there");

        int Staged() =>
            Directory.Exists(Folder.In(".collecting"))
                ? Directory.EnumerateFiles(Folder.In(".collecting")).Count(file => new FileInfo(file).Length == 1)
                : 0;
    }

    [Fact]
    public async Task What_cannot_be_had_is_reported()
    {
        Outputs.With("a").With("gone", "404").ValidFrom = 1;

        var collected = await CollectAsync();

        collected.Missing.Should().ContainSingle().Which.Reason.Should().Be("not found");
        Outputs.ValidFrom = 9;
        Outputs.With("late");
        var again = await CollectAsync();
        again.Missing.Select(file => file.Name).Should().Equal("gone", "late");
        again.Missing.Should().OnlyContain(file => file.Fate == OutputFate.Failed);
    }

    [Fact]
    public async Task A_collection_that_was_interrupted_goes_on_without_fetching_anything_twice()
    {
        Outputs.With("a").With("b").With("c").Unreachable = "c";
        Outputs.UnreachableOnce = () => File.Exists(Folder.In("output/a")) && File.Exists(Folder.In("output/b"));
        await FluentActions.Awaiting(() => CollectAsync()).Should().ThrowAsync<RunnerException>();
        OutputsFile.Read(Folder.Path)!.Missing.Should().ContainSingle().Which.Fate.Should().Be(OutputFate.Pending);
        var before = Outputs.Downloads.ToList();

        Outputs.Unreachable = null;
        var collected = await CollectAsync();

        collected.Count.Should().Be(3);
        Outputs.Downloads.Should().OnlyHaveUniqueItems().And.HaveCount(3).And.StartWith(before);
    }

    [Fact]
    public async Task A_full_disk_leaves_a_list_of_what_is_home_and_what_is_not()
    {
        var full = new IOException("No space left on device", 28);
        Outputs.With("output/a").With("output/b").With("output/c").Unreachable = "output/c";
        Outputs.Trouble = WriteFailure.For(Folder.In("output/c"), full);
        Outputs.UnreachableOnce = () => File.Exists(Folder.In("output/a")) && File.Exists(Folder.In("output/b"));

        var thrown = await FluentActions.Awaiting(() => CollectAsync()).Should().ThrowAsync<RunnerException>();

        WriteFailure.IsFullDisk(thrown.Which).Should().BeTrue();
        OutputsFile
            .Read(Folder.Path)!
            .Files.Select(file => file.Fate)
            .Should()
            .Equal(OutputFate.Collected, OutputFate.Collected, OutputFate.Pending);
        Folder.Files.Should().NotContain("output/c");
        Outputs.Unreachable = null;
        (await FetchAsync(OutputWish.All)).Count.Should().Be(3);
        Folder.Files.Should().Equal("output/a", "output/b", "output/c", "outputs.json");
    }

    [Fact]
    public async Task What_Kaggle_no_longer_lists_stays_in_the_list_and_what_is_home_stays_home()
    {
        Outputs.With("a").With("gone", "404");
        await CollectAsync();

        Outputs.Clear();
        var fetched = await FetchAsync(OutputWish.All);

        fetched.Count.Should().Be(1);
        fetched.Missing.Should().ContainSingle().Which.Reason.Should().Be("Kaggle no longer lists it");
        Folder.Files.Should().Contain("output/a");
    }
}
