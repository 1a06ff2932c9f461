using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Results;

namespace KaggleRunner.Tests.Results;

/// <summary>What comes home by itself, and what is asked for later.</summary>
public sealed class OutputWishTests : CollectorBench
{
    [Fact]
    public async Task Outputs_that_are_too_large_are_listed_but_not_kept()
    {
        await RecordAsync("""{"record":"output","path":"known.bin","bytes":5000}""");
        Outputs
            .With("output/known.bin")
            .With("endless.bin", "huge")
            .With("late.bin", new string('x', 1001))
            .With("fits");

        var collected = await CollectAsync(new OutputSettings { MaxDownloadSize = 1000 });

        collected.Missing.Should().HaveCount(3).And.OnlyContain(file => file.Fate == OutputFate.TooLarge);
        Outputs.Downloads.Should().NotContain("output/known.bin");
        new OutputStore().List(Folder.Path).Should().ContainSingle();
        Folder.Files.Should().NotContain(name => name.Contains(".collecting"));
    }

    [Fact]
    public async Task What_the_patterns_leave_is_listed_with_its_size_and_can_be_asked_for()
    {
        await RecordAsync("""{"record":"output","path":"big/a.npy","bytes":70}""");
        Outputs.With("junit.xml").With("output/plots/x.png").With("output/big/a.npy").With("output/notes.txt");

        var collected = await CollectAsync(
            new OutputSettings { DownloadInclude = ["**/*.png", "big/**"], DownloadExclude = ["**/*.npy"] }
        );

        Folder.Files.Should().Contain("junit.xml", "the verdict's details are read from it");
        collected
            .Missing.Select(file => (file.Name, file.Fate, file.Bytes))
            .Should()
            .Equal(("output/big/a.npy", OutputFate.NotChosen, 70), ("output/notes.txt", OutputFate.NotChosen, null));
        CollectWords.Of([.. collected.Missing]).Should().Be("2 files, at least 0 KB");

        var told = new List<CollectProgress>();
        var fetched = await FetchAsync(new OutputWish(["output/big/a.npy"]), new Told(told));

        fetched.Missing.Should().ContainSingle().Which.Name.Should().Be("output/notes.txt");
        Folder.Files.Should().Contain("output/big/a.npy");
        told[^1]
            .Should()
            .BeEquivalentTo(
                new
                {
                    Done = 1,
                    Total = 1,
                    Expected = 70,
                },
                "the others do not count"
            );
        (await FetchAsync(OutputWish.All)).Missing.Should().BeEmpty();
        Outputs.Downloads.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task No_more_comes_home_than_the_settings_let_pass_in_all()
    {
        await RecordAsync(
            """{"record":"output","path":"a","bytes":60}""",
            """{"record":"output","path":"b","bytes":60}""",
            """{"record":"output","path":"c","bytes":30}"""
        );
        Outputs
            .With("output/a", new string('a', 60))
            .With("output/b", new string('b', 60))
            .With("output/c", new string('c', 30));
        var settings = new OutputSettings { MaxDownloadTotal = 100 };

        var collected = await CollectAsync(settings);

        collected
            .Files.Where(file => file.Fate == OutputFate.Collected)
            .Sum(file => file.Bytes)
            .Should()
            .BeLessThanOrEqualTo(100);
        collected.Missing.Should().NotBeEmpty().And.OnlyContain(file => file.Fate == OutputFate.OverTotal);
        var before = Outputs.Downloads.Count;
        (await CollectAsync(settings))
            .Missing.Should()
            .BeEquivalentTo(collected.Missing, "a collection again takes no more");
        Outputs.Downloads.Should().HaveCount(before);
        (await FetchAsync(OutputWish.All)).Missing.Should().BeEmpty();
    }
}
