using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Results;

namespace KaggleRunner.Tests.Results;

public sealed class OutputCollectorTests : CollectorBench
{
    [Fact]
    public async Task Outputs_go_to_the_outputFolder_and_the_test_report_beside_it()
    {
        Outputs
            .With("output/plots/loss.png", "png")
            .With("junit.xml", "<x/>")
            .With("model.bin")
            .With("output/a b#c.txt");

        var collected = await CollectAsync();

        Folder
            .Files.Should()
            .Equal("junit.xml", "output/a b#c.txt", "output/model.bin", "output/plots/loss.png", "outputs.json");
        collected.Count.Should().Be(3);
        collected.Missing.Should().BeEmpty();
        OutputsFile.Read(Folder.Path)!.Files.Should().Equal(collected.Files);
        OutputsFile
            .Read(Folder.Path)!
            .Files[2]
            .Should()
            .Be(new CollectedOutput("output/a b#c.txt", "output/a b#c.txt", 1, OutputFate.Collected));
    }

    [Fact]
    public async Task Downloads_begin_while_the_listing_still_goes_on()
    {
        for (var i = 0; i < 500; i++)
        {
            Outputs.With($"output/{i}.txt");
        }

        Outputs.ListingWaits = () => Outputs.Downloads.Count >= 100;

        (await CollectAsync()).Count.Should().Be(500);
        Folder.Files.Should().HaveCount(501).And.Contain("output/499.txt");
    }

    [Fact]
    public async Task Progress_tells_files_and_bytes()
    {
        Outputs.With("a", "12345").With("b", "123");
        var told = new List<CollectProgress>();

        await CollectAsync(progress: new Told(told));

        told[^1].Done.Should().Be(2);
        told[^1].Total.Should().Be(2);
        told[^1].Bytes.Should().Be(8);
    }

    [Fact]
    public async Task Thousands_ofOutputs_are_collected()
    {
        for (var i = 0; i < 3000; i++)
        {
            Outputs.With($"output/{i % 50}/{i}.txt");
        }

        (await CollectAsync()).Count.Should().Be(3000);
        new OutputStore().List(Folder.Path).Should().HaveCount(3000);
    }
}
