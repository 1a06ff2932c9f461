using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Generation;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Tests.Generation;

public sealed class ScriptJobReaderTests
{
    private const string Sha = "0123456789abcdef0123456789abcdef01234567";

    private static readonly ScriptJob Job = new(
        new Target("tests/test näïve.py::test_it's[\"🎈\"]", TargetKind.Pytest) { More = ["b", "c d.py::test_e"] },
        new RunSettings
        {
            Target = "tests/test näïve.py::test_it's[\"🎈\"]",
            Args = ["-k", "a '''quoted''' {thing}\n"],
            PytestArgs = ["-q"],
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["KEY"] = "va'lue" },
            Quick = true,
            Internet = false,
            Timeout = TimeSpan.FromMinutes(90),
            Python = new PythonSettings
            {
                Requirements = ["r.txt"],
                Packages = ["rich"],
                Editable = false,
            },
            Outputs = new OutputSettings { Include = ["**/*.png"] },
        },
        new Revision
        {
            Sha = Sha,
            Branch = "main",
            Transport = RevisionTransport.Clone,
            CloneUrl = "https://example.org/a/b.git",
        },
        "0123456789abcdef",
        Bundle: null
    );

    [Fact]
    public void What_a_script_was_told_is_read_back()
    {
        var read = ScriptJobReader.Read(new ScriptGenerator().Generate(Job));

        read.Should().BeEquivalentTo(Job);
    }

    [Fact]
    public void Line_ends_that_somebody_changed_do_not_make_it_foreign()
    {
        var script = new ScriptGenerator().Generate(Job);

        ScriptJobReader.Read(script.ReplaceLineEndings("\r\n")).Should().BeEquivalentTo(Job);
    }

    [Theory]
    [InlineData("")]
    [InlineData("print(1)\n")]
    [InlineData("# ---- job begins ----\nJOB = json.loads(r'''{}''')\n")]
    [InlineData("# ---- job begins ----\nJOB = json.loads(r'''null''')\n# ---- job ends ----\n")]
    [InlineData("# ---- job begins ----\nJOB = json.loads(r'''[[[''')\n# ---- job ends ----\n")]
    public void What_holds_no_document_is_foreign(string source) => ScriptJobReader.Read(source).Should().BeNull();

    [Theory]
    [InlineData(Sha, "--upload-pack=touch x")]
    [InlineData("0123456789abcdef\"", "\\n## forged\"")]
    [InlineData("https://example.org/a/b.git", "https://user:secret@example.org/a/b.git")]
    [InlineData("https://example.org/a/b.git", "ext::sh -c x")]
    [InlineData("https://example.org/a/b.git", "file:///etc")]
    [InlineData("\"clone\"", "77")]
    [InlineData("\"pytest\"", "77")]
    [InlineData("\"pytest\"", "null")]
    [InlineData("[\n    \"-q\"\n  ]", "[null]")]
    [InlineData("tests/test", "../../tests/test")]
    [InlineData("tests/test", "/etc/test")]
    [InlineData("tests/test", "--tests/test")]
    [InlineData("5400", "\"long\"")]
    public void A_document_that_ours_would_not_hold_is_foreign(string ours, string theirs)
    {
        var script = new ScriptGenerator().Generate(Job);
        script.Should().Contain(ours);

        ScriptJobReader.Read(script.Replace(ours, theirs, StringComparison.Ordinal)).Should().BeNull();
    }

    [Fact]
    public void A_preview_was_never_told_which_run_it_is() =>
        ScriptJobReader
            .Read(new ScriptGenerator().Generate(Job with { Nonce = ScriptNonce.Placeholder }))
            .Should()
            .BeNull();
}
