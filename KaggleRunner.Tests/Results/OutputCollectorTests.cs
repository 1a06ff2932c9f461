using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Results;
using KaggleRunner.Tests.Logs;

namespace KaggleRunner.Tests.Results;

public sealed class OutputCollectorTests : IDisposable
{
    private readonly RunFolder _folder = new();
    private readonly FakeOutputs _outputs = new();
    private readonly OutputCollector _collector = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Outputs_go_to_the_output_folder_and_the_test_report_beside_it()
    {
        _outputs
            .With("output/plots/loss.png", "png")
            .With("junit.xml", "<x/>")
            .With("model.bin")
            .With("output/a b#c.txt");

        var collected = await CollectAsync();

        _folder
            .Files.Should()
            .Equal("junit.xml", "output/a b#c.txt", "output/model.bin", "output/plots/loss.png", "outputs.json");
        collected.Count.Should().Be(3);
        collected.Missing.Should().BeEmpty();
        OutputsFile.Read(_folder.Path)!.Files.Should().Equal(collected.Files);
        OutputsFile
            .Read(_folder.Path)!
            .Files[2]
            .Should()
            .Be(new CollectedOutput("output/a b#c.txt", "output/a b#c.txt", 1, OutputFate.Collected));
    }

    [Fact]
    public async Task Two_outputs_for_one_place_are_both_kept()
    {
        _outputs.With("a.txt", "left behind").With("output/a.txt", "collected").With("output/output", "file");

        await CollectAsync();

        _folder.Content("output/a.txt").Should().Be("collected");
        _folder.Content("output/_working/a.txt").Should().Be("left behind");
    }

    [Theory]
    [InlineData("../../etc/x")]
    [InlineData("output/../x")]
    [InlineData("..\\..\\x")]
    [InlineData("/etc/x")]
    [InlineData("C:\\x")]
    [InlineData("C:x")]
    [InlineData("\\\\host\\share")]
    [InlineData("//proc/self/root/x")]
    [InlineData("a#/../b")]
    [InlineData("a;/../b")]
    [InlineData("output//x")]
    [InlineData("output/")]
    [InlineData("./x")]
    [InlineData("nul\0byte")]
    [InlineData("line\nfeed")]
    [InlineData("CON")]
    [InlineData("output/aux.txt")]
    [InlineData("com1.tar.gz")]
    [InlineData("dot.")]
    [InlineData("folder /x")]
    [InlineData("a.txt:stream")]
    public async Task A_hostile_name_is_refused_and_the_rest_collected(string name)
    {
        _outputs.With(name).With("output/good.txt");

        var collected = await CollectAsync();

        _folder.Files.Should().Equal("output/good.txt", "outputs.json");
        collected.Missing.Should().ContainSingle().Which.Fate.Should().Be(OutputFate.Refused);
        collected.Missing.Single().Reason.Should().NotBeNullOrEmpty();
        _outputs.Downloads.Should().Equal("output/good.txt");
    }

    [Theory]
    [InlineData("%2e%2e%2fx")]
    [InlineData("%252e")]
    [InlineData("a?b")]
    [InlineData("-rf")]
    [InlineData("<img src=x onerror=alert(1)>.txt")]
    [InlineData("outputs/x")]
    [InlineData(".hidden")]
    public async Task An_odd_name_is_kept_to_the_letter(string name)
    {
        _outputs.With(name);

        await CollectAsync();

        _folder.Files.Should().Contain($"output/{name}");
    }

    [Fact]
    public async Task Names_too_long_too_deep_or_not_in_Unicode_are_refused()
    {
        _outputs
            .With("lone \ud83d surrogate")
            .With(new string('é', 200))
            .With(string.Join('/', Enumerable.Repeat("d", 200)))
            .With(new string('a', 255));

        var collected = await CollectAsync();

        collected.Missing.Should().HaveCount(3).And.OnlyContain(file => file.Fate == OutputFate.Refused);
    }

    [Fact]
    public async Task Names_that_some_file_systems_take_for_one_are_kept_apart()
    {
        _outputs
            .With("output/a.txt", "small")
            .With("output/A.txt", "large")
            .With("output/u\u0308", "two")
            .With("output/\u00fc", "one")
            .With("output/f", "file")
            .With("output/f/g", "in a folder")
            .With("output/a.txt", "again");

        var collected = await CollectAsync();

        collected
            .Missing.Select(file => file.Name)
            .Should()
            .BeEquivalentTo("output/a.txt", "output/f/g", "output/\u00fc");
        _folder.Content("output/A.txt").Should().Be("large");
    }

    [Fact]
    public async Task A_link_in_the_results_is_not_written_through()
    {
        using var outside = new RunFolder();
        _folder.With("output/x");
        Directory.CreateSymbolicLink(_folder.In("output/link"), outside.Path);
        File.CreateSymbolicLink(_folder.In("output/file"), outside.In("target"));
        _outputs.With("output/link/a").With("output/file");

        var collected = await CollectAsync();

        collected.Missing.Should().HaveCount(2);
        outside.Files.Should().BeEmpty();
    }

    [Fact]
    public async Task Outputs_that_are_too_large_are_listed_but_not_kept()
    {
        await RecordAsync("""{"record":"output","path":"known.bin","bytes":5000}""");
        _outputs
            .With("output/known.bin")
            .With("endless.bin", "huge")
            .With("late.bin", new string('x', 1001))
            .With("fits");

        var collected = await CollectAsync(new OutputSettings { MaxDownloadSize = 1000 });

        collected.Missing.Should().HaveCount(3).And.OnlyContain(file => file.Fate == OutputFate.TooLarge);
        _outputs.Downloads.Should().NotContain("output/known.bin");
        new OutputStore().List(_folder.Path).Should().ContainSingle();
        _folder.Files.Should().NotContain(name => name.Contains(".collecting"));
    }

    [Fact]
    public async Task Expired_addresses_are_listed_again()
    {
        _outputs.With("a").With("b").ValidFrom = 3;

        var collected = await CollectAsync();

        collected.Count.Should().Be(2);
        _outputs.Listings.Should().Be(3);
    }

    [Fact]
    public async Task Downloads_begin_while_the_listing_still_goes_on()
    {
        for (var i = 0; i < 500; i++)
        {
            _outputs.With($"output/{i}.txt");
        }

        _outputs.ListingWaits = () => _outputs.Downloads.Count >= 100;

        (await CollectAsync()).Count.Should().Be(500);
        _folder.Files.Should().HaveCount(501).And.Contain("output/499.txt");
    }

    [Fact]
    public async Task Places_do_not_depend_on_what_was_fetched_before_the_listing_ended()
    {
        _outputs.With("a.txt", "left behind").With("output/A.txt", "collected").With("output/f/g").With("output/f");
        _outputs.ListingWaits = () => _outputs.Downloads.Count == 4;

        var collected = await CollectAsync();

        _folder.Content("output/A.txt").Should().Be("collected");
        _folder.Content("output/_working/a.txt").Should().Be("left behind");
        collected.Missing.Should().ContainSingle().Which.Name.Should().Be("output/f/g");
        _folder.Files.Should().NotContain(name => name.Contains(".collecting"));
    }

    [Fact]
    public async Task A_listing_that_fails_stops_the_collection_and_keeps_what_was_fetched()
    {
        _outputs.With("a").With("b");
        _outputs.ListingWaits = () => Staged() < 2 ? false : throw new RunnerException("Kaggle cannot be reached.");
        await FluentActions.Awaiting(() => CollectAsync()).Should().ThrowAsync<RunnerException>();

        _outputs.ListingWaits = () => true;
        var collected = await CollectAsync();

        collected.Count.Should().Be(2);
        _outputs.Downloads.Should().HaveCount(2, "both were there");

        int Staged() =>
            Directory.Exists(_folder.In(".collecting"))
                ? Directory.EnumerateFiles(_folder.In(".collecting")).Count(file => new FileInfo(file).Length == 1)
                : 0;
    }

    [Fact]
    public async Task Progress_tells_files_and_bytes()
    {
        _outputs.With("a", "12345").With("b", "123");
        var told = new List<CollectProgress>();

        await CollectAsync(progress: new Told(told));

        told[^1].Done.Should().Be(2);
        told[^1].Total.Should().Be(2);
        told[^1].Bytes.Should().Be(8);
    }

    [Fact]
    public async Task What_cannot_be_had_is_reported()
    {
        _outputs.With("a").With("gone", "404").ValidFrom = 1;

        var collected = await CollectAsync();

        collected.Missing.Should().ContainSingle().Which.Reason.Should().Be("not found");
        _outputs.ValidFrom = 9;
        _outputs.With("late");
        var again = await CollectAsync();
        again.Missing.Select(file => file.Name).Should().Equal("gone", "late");
        again.Missing.Should().OnlyContain(file => file.Fate == OutputFate.Failed);
    }

    [Fact]
    public async Task A_collection_that_was_interrupted_goes_on_without_fetching_anything_twice()
    {
        _outputs.With("a").With("b").With("c").Unreachable = "c";
        _outputs.UnreachableOnce = () => File.Exists(_folder.In("output/a")) && File.Exists(_folder.In("output/b"));
        await FluentActions.Awaiting(() => CollectAsync()).Should().ThrowAsync<RunnerException>();
        OutputsFile.Read(_folder.Path)!.Missing.Should().ContainSingle().Which.Fate.Should().Be(OutputFate.Pending);
        var before = _outputs.Downloads.ToList();

        _outputs.Unreachable = null;
        var collected = await CollectAsync();

        collected.Count.Should().Be(3);
        _outputs.Downloads.Should().OnlyHaveUniqueItems().And.HaveCount(3).And.StartWith(before);
    }

    [Fact]
    public async Task What_the_patterns_leave_is_listed_with_its_size_and_can_be_asked_for()
    {
        await RecordAsync("""{"record":"output","path":"big/a.npy","bytes":70}""");
        _outputs.With("junit.xml").With("output/plots/x.png").With("output/big/a.npy").With("output/notes.txt");

        var collected = await CollectAsync(
            new OutputSettings { DownloadInclude = ["**/*.png", "big/**"], DownloadExclude = ["**/*.npy"] }
        );

        _folder.Files.Should().Contain("junit.xml", "the verdict's details are read from it");
        collected
            .Missing.Select(file => (file.Name, file.Fate, file.Bytes))
            .Should()
            .Equal(("output/big/a.npy", OutputFate.NotChosen, 70), ("output/notes.txt", OutputFate.NotChosen, null));
        CollectWords.Of([.. collected.Missing]).Should().Be("2 files, at least 0 KB");

        var told = new List<CollectProgress>();
        var fetched = await FetchAsync(new OutputWish(["output/big/a.npy"]), new Told(told));

        fetched.Missing.Should().ContainSingle().Which.Name.Should().Be("output/notes.txt");
        _folder.Files.Should().Contain("output/big/a.npy");
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
        _outputs.Downloads.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task No_more_comes_home_than_the_settings_let_pass_in_all()
    {
        await RecordAsync(
            """{"record":"output","path":"a","bytes":60}""",
            """{"record":"output","path":"b","bytes":60}""",
            """{"record":"output","path":"c","bytes":30}"""
        );
        _outputs
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
        var before = _outputs.Downloads.Count;
        (await CollectAsync(settings))
            .Missing.Should()
            .BeEquivalentTo(collected.Missing, "a collection again takes no more");
        _outputs.Downloads.Should().HaveCount(before);
        (await FetchAsync(OutputWish.All)).Missing.Should().BeEmpty();
    }

    [Fact]
    public async Task A_full_disk_leaves_a_list_of_what_is_home_and_what_is_not()
    {
        var full = new IOException("No space left on device", 28);
        _outputs.With("output/a").With("output/b").With("output/c").Unreachable = "output/c";
        _outputs.Trouble = WriteFailure.For(_folder.In("output/c"), full);
        _outputs.UnreachableOnce = () => File.Exists(_folder.In("output/a")) && File.Exists(_folder.In("output/b"));

        var thrown = await FluentActions.Awaiting(() => CollectAsync()).Should().ThrowAsync<RunnerException>();

        WriteFailure.IsFullDisk(thrown.Which).Should().BeTrue();
        OutputsFile
            .Read(_folder.Path)!
            .Files.Select(file => file.Fate)
            .Should()
            .Equal(OutputFate.Collected, OutputFate.Collected, OutputFate.Pending);
        _folder.Files.Should().NotContain("output/c");
        _outputs.Unreachable = null;
        (await FetchAsync(OutputWish.All)).Count.Should().Be(3);
        _folder.Files.Should().Equal("output/a", "output/b", "output/c", "outputs.json");
    }

    [Fact]
    public async Task What_Kaggle_no_longer_lists_stays_in_the_list_and_what_is_home_stays_home()
    {
        _outputs.With("a").With("gone", "404");
        await CollectAsync();

        _outputs.Clear();
        var fetched = await FetchAsync(OutputWish.All);

        fetched.Count.Should().Be(1);
        fetched.Missing.Should().ContainSingle().Which.Reason.Should().Be("Kaggle no longer lists it");
        _folder.Files.Should().Contain("output/a");
    }

    [Fact]
    public async Task Thousands_of_outputs_are_collected()
    {
        for (var i = 0; i < 3000; i++)
        {
            _outputs.With($"output/{i % 50}/{i}.txt");
        }

        (await CollectAsync()).Count.Should().Be(3000);
        new OutputStore().List(_folder.Path).Should().HaveCount(3000);
    }

    private async Task RecordAsync(params string[] records)
    {
        await using var log = LogIngest.Open(_folder.Path, LogFolder.Nonce, SecretRedactor.ByShape);
        foreach (var record in records)
        {
            log.Append(LogFolder.Out(LogFolder.Record(record)));
        }

        log.Complete();
    }

    private Task<CollectedOutputs> FetchAsync(OutputWish wish, IProgress<CollectProgress>? progress = null) =>
        _collector.FetchAsync(_outputs, _folder.Path, wish, progress, TestContext.Current.CancellationToken);

    private Task<CollectedOutputs> CollectAsync(
        OutputSettings? settings = null,
        IProgress<CollectProgress>? progress = null
    ) =>
        _collector.CollectAsync(
            _outputs,
            _folder.Path,
            settings ?? new OutputSettings(),
            progress,
            TestContext.Current.CancellationToken
        );

    private sealed class Told(List<CollectProgress> told) : IProgress<CollectProgress>
    {
        public void Report(CollectProgress value)
        {
            lock (told)
            {
                told.Add(value);
            }
        }
    }
}
