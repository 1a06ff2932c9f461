using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Generation;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Tests.Web.Runs;
using KaggleRunner.Web.NewRun;

namespace KaggleRunner.Tests.Web.NewRun;

public sealed class ScriptComparisonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ScriptGenerator _generator = new();

    public void Dispose() => _folder.Dispose();

    private string Script(string nonce, string sha, byte[]? bundle, params string[] args) =>
        _generator.Generate(
            new ScriptJob(
                new Target("train.py", TargetKind.Script),
                new RunSettings { Target = "train.py", Args = args },
                new Revision { Sha = sha, Transport = RevisionTransport.Bundle },
                nonce,
                bundle
            )
        );

    [Fact]
    public void Nonce_commit_and_packed_source_make_no_difference()
    {
        var pushed = Script("0123456789abcdef", new string('a', 40), [1, 2, 3]);
        var preview = Script(ScriptNonce.Placeholder, ScriptNonce.ShaPlaceholder, null);

        ScriptComparison.Alike(pushed).Should().Be(ScriptComparison.Alike(preview)).And.NotBe(preview);
    }

    [Fact]
    public async Task Everything_else_does()
    {
        await File.WriteAllTextAsync(
            _folder.Combine("script.py"),
            Script("0123456789abcdef", new string('a', 40), null, "--epochs", "30"),
            TestContext.Current.CancellationToken
        );
        var last = SampleRuns.Ended(41) with { Folder = _folder.Path };
        var script = Script(ScriptNonce.Placeholder, new string('b', 40), null, "--epochs", "60");

        var change = await ScriptComparison.WithAsync(last, script, TestContext.Current.CancellationToken);

        var lines = change!.Before.Split('\n').Zip(change.After.Split('\n')).Where(pair => pair.First != pair.Second);
        lines.Should().Equal(("    \"30\"", "    \"60\""));
    }

    [Fact]
    public async Task A_run_without_a_script_has_nothing_to_compare() =>
        (
            await ScriptComparison.WithAsync(
                SampleRuns.Ended(41) with
                {
                    Folder = _folder.Combine("gone"),
                },
                "x",
                TestContext.Current.CancellationToken
            )
        )
            .Should()
            .BeNull();
}
