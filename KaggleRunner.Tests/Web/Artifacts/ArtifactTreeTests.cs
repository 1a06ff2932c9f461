using KaggleRunner.Core.Results;
using KaggleRunner.Web.Artifacts;

namespace KaggleRunner.Tests.Web.Artifacts;

public sealed class ArtifactTreeTests
{
    private static readonly Artifact[] Artifacts =
    [
        File("a/b/one.png", 5),
        File("a/two.csv", 10),
        File("three.txt", 1),
        File("zoo.csv", 100),
    ];

    [Fact]
    public void Folders_come_first_with_what_is_in_them()
    {
        var tree = new ArtifactTree();
        tree.Fill(Artifacts, "", ArtifactOrder.Name);

        var lines = tree.Lines(isSearch: false);

        lines
            .Select(line => $"{line.Depth} {line.Name} {line.Count} {line.Bytes}")
            .Should()
            .Equal("0 a 2 15", "1 b 1 5", "2 one.png 0 5", "1 two.csv 0 10", "0 three.txt 0 1", "0 zoo.csv 0 100");
        (tree.Count, tree.Bytes).Should().Be((4, 116));
    }

    [Fact]
    public void A_closed_folder_hides_its_files_and_a_search_finds_them()
    {
        var tree = new ArtifactTree();
        tree.Fill(Artifacts, "", ArtifactOrder.Size);
        tree.Open("a", isOpen: false);
        tree.Lines(isSearch: false).Select(line => line.Name).Should().Equal("a", "zoo.csv", "three.txt");

        tree.Fill(Artifacts, "ONE a/", ArtifactOrder.Name);
        tree.Lines(isSearch: true).Select(line => line.Name).Should().Equal("a", "b", "one.png");
        tree.Reveal("a/b/one.png");
        tree.Lines(isSearch: false).Should().HaveCount(3);
    }

    [Fact]
    public void A_folders_tick_is_that_of_its_files_and_shift_ticks_all_between()
    {
        var tree = new ArtifactTree();
        tree.Fill(Artifacts, "", ArtifactOrder.Name);
        var lines = tree.Lines(isSearch: false);
        var selection = new ArtifactSelection();

        selection.Toggle(lines[0], lines, tree.Files, isRange: false);
        selection.Paths.Should().Equal("a/b/one.png", "a/two.csv");
        selection.HasAll("a", tree.Files).Should().BeTrue();
        selection.Names(Artifacts).Should().Equal("a/");
        selection.Toggle(lines[0], lines, tree.Files, isRange: false);
        selection.Count.Should().Be(0);
        selection.Toggle(lines[3], lines, tree.Files, isRange: false);
        selection.Toggle(lines[5], lines, tree.Files, isRange: true);
        selection.Paths.Should().Equal("a/two.csv", "three.txt", "zoo.csv");
    }

    private static Artifact File(string path, long bytes) => new(path, bytes, Artifact.KindOf(path));
}
