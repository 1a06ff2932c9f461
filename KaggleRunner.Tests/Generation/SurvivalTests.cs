using System.Text.Json;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Tests.Generation;

public sealed class SurvivalTests : IDisposable
{
    private const string Echo = "import json, os, sys; print(json.dumps({'argv': sys.argv, 'env': dict(os.environ)}))";

    private readonly KernelSandbox _sandbox = new();

    public static TheoryData<string> Strings =>
        [
            "plain",
            "it's",
            "say \"hi\"",
            "two\nlines\r\n",
            "'''",
            "\"\"\"",
            "{braces} {{twice}} {0} %s",
            @"back\slash \n \u0041 \",
            "emoji 🚀 é ü 漢字",
            "-leading",
            "--option=value",
            "@file",
            "$(touch x) `id` ; | & > < * ? ~",
            " spaces\tand tabs ",
            "</script><!--",
            "# ---- job ends ----",
            "\u2028\u202e\ufeff",
        ];

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Any_argument_and_variable_reaches_the_program_as_it_is()
    {
        var texts = Strings.Select(row => row.Data).ToList();
        var names = texts.Select((_, index) => $"VALUE{index}").ToList();

        var run = await _sandbox.RunAsync(
            "a.py",
            TargetKind.Script,
            [("a.py", Echo)],
            settings =>
                settings with
                {
                    Args = ["", .. texts],
                    Environment = names
                        .Zip(texts)
                        .ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal),
                }
        );

        var told = Told(run);
        told.GetProperty("argv")
            .EnumerateArray()
            .Select(item => item.GetString())
            .Should()
            .Equal(["a.py", "", .. texts]);
        names.Select(name => told.GetProperty("env").GetProperty(name).GetString()).Should().Equal(texts);
    }

    [Theory]
    [MemberData(nameof(Strings))]
    public async Task Any_legal_path_is_found_and_run(string text)
    {
        var path = text.Replace('/', '_') + ".py";

        var run = await _sandbox.RunAsync(path, TargetKind.Script, [(path, Echo)]);

        run.Verdict.Outcome.Should().Be("passed");
        Path.GetFileName(Told(run).GetProperty("argv")[0].GetString()).Should().Be(path);
    }

    [Theory]
    [InlineData("-tests/test_a.py")]
    [InlineData("it's \"here\" {0}/test_a.py::test_one")]
    [InlineData("tests 🚀/test_a.py")]
    public async Task Any_legal_test_path_is_found_and_run(string target)
    {
        var file = target.Split("::")[0];

        var run = await _sandbox.RunAsync(target, TargetKind.Pytest, [(file, "def test_one(): pass\n")]);

        run.Verdict.Reason.Should().Be("1 test passed.");
        run.Tests.Single().Id.Should().Be($"{file}::test_one");
    }

    [Fact]
    public async Task A_character_that_no_argument_can_hold_is_an_error()
    {
        var run = await _sandbox.RunAsync(
            "a.py",
            TargetKind.Script,
            [("a.py", Echo)],
            settings => settings with { Args = ["a\0b"] }
        );

        run.Verdict.Outcome.Should().Be("error");
        run.Verdict.Reason.Should().StartWith("a.py could not be started: ");
    }

    [Theory]
    [InlineData(true, "import sys; print(sys.argv) # knows --quick", "['a.py', '-x', '--quick'] 1 1")]
    [InlineData(true, "import sys; print(sys.argv)", "['a.py', '-x'] 1 1")]
    [InlineData(false, "import sys; print(sys.argv) # knows --quick", "['a.py', '-x'] None None")]
    public async Task Quick_mode_is_told_to_the_program(bool quick, string source, string expected)
    {
        const string Environment =
            "\nimport os; print(os.environ.get('QUICK_TEST'), os.environ.get('KAGGLE_RUNNER_QUICK'))";

        var run = await _sandbox.RunAsync(
            "a.py",
            TargetKind.Script,
            [("a.py", source + Environment)],
            settings => settings with { Args = ["-x"], Quick = quick }
        );

        run.Program.Replace('\n', ' ').Should().Contain(expected);
    }

    [Fact]
    public async Task Modules_at_the_root_and_in_src_are_importable_from_anywhere()
    {
        var run = await _sandbox.RunAsync(
            "deep/a.py",
            TargetKind.Script,
            [
                ("deep/a.py", "import top, inner; print(top.x + inner.x)"),
                ("top.py", "x = 40"),
                ("src/inner.py", "x = 2"),
            ]
        );

        run.Program.Should().Contain("42");
    }

    private static JsonElement Told(KernelRun run) =>
        JsonDocument
            .Parse(run.Program.Split('\n').Single(line => line.StartsWith("{\"argv\"", StringComparison.Ordinal)))
            .RootElement;
}
