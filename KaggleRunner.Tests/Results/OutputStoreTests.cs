using KaggleRunner.Core.Results;

namespace KaggleRunner.Tests.Results;

public sealed class OutputStoreTests : IDisposable
{
    private readonly RunFolder _folder = new();
    private readonly OutputStore _store = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Artifacts_are_listed_as_people_count()
    {
        _folder.With("output/epoch10.png").With("output/epoch9.PNG").With("output/a/b.csv", "1,2").With("run.json");

        _store
            .List(_folder.Path)
            .Should()
            .Equal(
                new List<Artifact>
                {
                    new("a/b.csv", 3, ArtifactKind.Table),
                    new("epoch9.PNG", 1, ArtifactKind.Image),
                    new("epoch10.png", 1, ArtifactKind.Image),
                }
            );
    }

    [Theory]
    [InlineData("x.svg", ArtifactKind.Svg)]
    [InlineData("x.md", ArtifactKind.Markdown)]
    [InlineData("x.yml", ArtifactKind.Text)]
    [InlineData("x.json", ArtifactKind.Json)]
    [InlineData("x.html", ArtifactKind.Html)]
    [InlineData("x.pkl", ArtifactKind.Other)]
    [InlineData("png", ArtifactKind.Other)]
    public void The_ending_tells_the_kind(string path, ArtifactKind kind) => Artifact.KindOf(path).Should().Be(kind);

    [Fact]
    public void Links_are_neither_listed_nor_found()
    {
        using var outside = new RunFolder().With("secret");
        _folder.With("output/real.txt").With("run.json");
        File.CreateSymbolicLink(_folder.In("output/link.txt"), outside.In("secret"));
        Directory.CreateSymbolicLink(_folder.In("output/linked"), outside.Path);

        _store.List(_folder.Path).Select(artifact => artifact.Path).Should().Equal("real.txt");
        _store.Find(_folder.Path, "real.txt").Should().Be(_folder.In("output/real.txt"));
        foreach (
            var name in new[] { "link.txt", "linked/secret", "linked", "../run.json", "/etc/passwd", "", "no.txt" }
        )
        {
            _store.Find(_folder.Path, name).Should().BeNull(name);
        }
    }

    [Fact]
    public void An_output_folder_that_is_a_link_is_empty()
    {
        using var outside = new RunFolder().With("secret");
        Directory.CreateSymbolicLink(_folder.In("output"), outside.Path);

        _store.List(_folder.Path).Should().BeEmpty();
        _store.Find(_folder.Path, "secret").Should().BeNull();
        _store.List(_folder.In("nowhere")).Should().BeEmpty();
    }
}
