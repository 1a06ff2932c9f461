using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Generation;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Tests.Generation;

public sealed class ScriptGeneratorTests
{
    private static readonly ScriptJob Job = new(
        new Target("tests", TargetKind.Pytest),
        new RunSettings { Target = "tests" },
        new Revision { Sha = ScriptNonce.ShaPlaceholder },
        ScriptNonce.Placeholder,
        Bundle: null
    );

    [Fact]
    public void A_script_is_the_python_file_with_one_document_set_in()
    {
        var file = File.ReadAllText(Path.Combine(Checkout.Root, "KaggleRunner.Core/Generation/kernel_script.py"));

        var script = new ScriptGenerator().Generate(Job);

        var begin = script.IndexOf("r'''{", StringComparison.Ordinal) + 4;
        var end = script.IndexOf("}''')\n# ---- job ends", StringComparison.Ordinal) + 1;
        (script[..begin] + "{}" + script[end..]).Should().Be(file);
        script[begin..end].Should().Contain(ScriptNonce.Placeholder).And.Contain(ScriptNonce.ShaPlaceholder);
    }

    [Fact]
    public void The_document_is_ascii_whatever_it_holds()
    {
        var script = new ScriptGenerator().Generate(Job with { Target = new Target("é'\"🚀", TargetKind.Script) });

        var document = script[
            script.IndexOf("# ---- job b", StringComparison.Ordinal)..script.IndexOf(
                "# ---- job e",
                StringComparison.Ordinal
            )
        ];
        document.Should().Contain("\"\\u00E9\\u0027\\u0022\\uD83D\\uDE80\"");
        document.All(char.IsAscii).Should().BeTrue();
    }

    [Fact]
    public void The_same_job_gives_the_same_script()
    {
        new ScriptGenerator().Generate(Job).Should().Be(new ScriptGenerator().Generate(Job));
    }

    [Fact]
    public void A_bundle_that_makes_the_script_too_large_is_refused_with_a_way_out()
    {
        var job = Job with
        {
            Revision = Job.Revision with { Transport = RevisionTransport.Bundle },
            Bundle = new byte[800_000],
        };

        var generate = () => new ScriptGenerator().Generate(job);

        generate.Should().Throw<RunnerException>().Which.Sentence.Should().Contain("1.2 MB").And.Contain("Push");
    }

    [Fact]
    public void Nonces_are_sixteen_hexadecimal_characters_and_never_the_same()
    {
        ScriptNonce.Create().Should().MatchRegex("^[0-9a-f]{16}$").And.NotBe(ScriptNonce.Create());
    }
}
