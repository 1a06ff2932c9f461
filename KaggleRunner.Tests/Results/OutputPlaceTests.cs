using KaggleRunner.Core.Results;

namespace KaggleRunner.Tests.Results;

/// <summary>Where outputs go, whatever they are called.</summary>
public sealed class OutputPlaceTests : CollectorBench
{
    [Fact]
    public async Task TwoOutputs_for_one_place_are_both_kept()
    {
        Outputs.With("a.txt", "left behind").With("output/a.txt", "collected").With("output/output", "file");

        await CollectAsync();

        Folder.Content("output/a.txt").Should().Be("collected");
        Folder.Content("output/_working/a.txt").Should().Be("left behind");
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
        Outputs.With(name).With("output/good.txt");

        var collected = await CollectAsync();

        Folder.Files.Should().Equal("output/good.txt", "outputs.json");
        collected.Missing.Should().ContainSingle().Which.Fate.Should().Be(OutputFate.Refused);
        collected.Missing.Single().Reason.Should().NotBeNullOrEmpty();
        Outputs.Downloads.Should().Equal("output/good.txt");
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
        Outputs.With(name);

        await CollectAsync();

        Folder.Files.Should().Contain($"output/{name}");
    }

    [Fact]
    public async Task Names_too_long_too_deep_or_not_in_Unicode_are_refused()
    {
        Outputs
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
        Outputs
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
        Folder.Content("output/A.txt").Should().Be("large");
    }

    [Fact]
    public async Task A_link_in_the_results_is_not_written_through()
    {
        using var outside = new RunFolder();
        Folder.With("output/x");
        Directory.CreateSymbolicLink(Folder.In("output/link"), outside.Path);
        File.CreateSymbolicLink(Folder.In("output/file"), outside.In("target"));
        Outputs.With("output/link/a").With("output/file");

        var collected = await CollectAsync();

        collected.Missing.Should().HaveCount(2);
        outside.Files.Should().BeEmpty();
    }

    [Fact]
    public async Task Places_do_not_depend_on_what_was_fetched_before_the_listing_ended()
    {
        Outputs.With("a.txt", "left behind").With("output/A.txt", "collected").With("output/f/g").With("output/f");
        Outputs.ListingWaits = () => Outputs.Downloads.Count == 4;

        var collected = await CollectAsync();

        Folder.Content("output/A.txt").Should().Be("collected");
        Folder.Content("output/_working/a.txt").Should().Be("left behind");
        collected.Missing.Should().ContainSingle().Which.Name.Should().Be("output/f/g");
        Folder.Files.Should().NotContain(name => name.Contains(".collecting"));
    }
}
