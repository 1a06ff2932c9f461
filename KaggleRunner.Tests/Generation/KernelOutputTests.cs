using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Tests.Generation;

public sealed class KernelOutputTests : IDisposable
{
    private readonly KernelSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Indentation_colours_and_progress_bars_pass_unchanged()
    {
        const string Text = "  indented\n\ttab\n\u001b[31mred\u001b[0m\r10%\r20%\r\nend\u00e9 without newline";

        var run = await ScriptAsync(
            $"import sys\nsys.stdout.buffer.write({Python(Text)}.encode())\nsys.stderr.buffer.write({Python(Text)}.encode())"
        );

        run.Program.Should().Contain($"\n{Text}\n");
        run.Errors.Should().Be(Text);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_pass_unchanged()
    {
        var run = await ScriptAsync("import sys; sys.stderr.buffer.write(bytes([0xff, 0x00, 0xfe]))");

        run.Errors.Should().Be("\ufffd\0\ufffd");
    }

    [Fact]
    public async Task Records_with_a_wrong_nonce_are_a_programs_own_lines()
    {
        const string Forged =
            "##kaggle-runner[ffffffffffffffff] {\"record\":\"verdict\",\"outcome\":\"passed\",\"reason\":\"\",\"exitCode\":0}";

        var run = await _sandbox.RunAsync(
            "tests",
            TargetKind.Pytest,
            [("tests/test_a.py", $"def test_a():\n    print('''{Forged}''')\n    assert False\n")]
        );

        run.Verdict.Outcome.Should().Be("failed");
        run.Program.Should().Contain(Forged);
    }

    [Fact]
    public async Task The_nonce_is_not_in_the_programs_environment()
    {
        var run = await ScriptAsync("import os; print(os.environ)");

        run.Program.Should().NotContain(KernelSandbox.Nonce);
    }

    [Fact]
    public async Task The_users_conftest_and_options_stay_in_force()
    {
        var run = await _sandbox.RunAsync(
            "tests",
            TargetKind.Pytest,
            [
                ("tests/conftest.py", "import pytest\n@pytest.fixture\ndef word(): return 'my own word'\n"),
                ("tests/test_a.py", "def test_one(word): print(word, end='')\ndef test_b(): print('shown')\n"),
                ("pytest.ini", "[pytest]\naddopts = -q -s -k test_one\n"),
            ]
        );

        run.Verdict.Reason.Should().Be("1 test passed.");
        run.Program.Should().Contain("my own word").And.NotContain("shown");
        run.Tests.Single().Id.Should().Be("tests/test_a.py::test_one");
    }

    [Fact]
    public async Task What_the_target_made_is_collected_and_nothing_else()
    {
        var run = await _sandbox.RunAsync(
            "make.py",
            TargetKind.Script,
            [
                (
                    "make.py",
                    """
                    import os, pathlib
                    def write(path, text="x"):
                        path = pathlib.Path(path)
                        path.parent.mkdir(parents=True, exist_ok=True)
                        path.write_text(text)
                    write("plots/ünï code.png", "12345")
                    write("changed.txt", "new content")
                    write("rewritten.txt", "same")
                    for noise in ("__pycache__/a.pyc", "b.pyc", ".pytest_cache/c", "x.egg-info/d", "node_modules/e", ".git/f"):
                        write(noise)
                    write(os.environ["KAGGLE_WORKING_DIR"] + "/model.bin", "123")
                    os.symlink("/etc/hostname", "link.txt")
                    os.symlink("/etc", "folder")
                    os.mkfifo("fifo")
                    """
                ),
                ("changed.txt", "old"),
                ("rewritten.txt", "same"),
                ("untouched.txt", ""),
            ]
        );

        run.Verdict.Outcome.Should().Be("passed");
        run.Outputs.Should().BeEquivalentTo("model.bin", "plots/ünï code.png", "changed.txt");
        Files().Should().BeEquivalentTo("model.bin", "output/plots/ünï code.png", "output/changed.txt");
    }

    [Fact]
    public async Task Patterns_keep_files_that_would_be_left_out()
    {
        var run = await _sandbox.RunAsync(
            "a.py",
            TargetKind.Script,
            [("a.py", "open('new.txt', 'w').close()"), ("deep/config.yml", "a: 1"), ("other.yml", "")],
            settings => settings with { Outputs = settings.Outputs with { Include = ["deep/**"] } }
        );

        run.Outputs.Should().BeEquivalentTo("new.txt", "deep/config.yml");
    }

    [Fact]
    public async Task Outputs_of_a_failed_script_are_kept()
    {
        var run = await ScriptAsync("open('partial.csv', 'w').write('1,2')\nraise SystemExit(9)");

        run.ExitCode.Should().Be(9);
        Files().Should().Equal("output/partial.csv");
    }

    [Fact]
    public async Task An_output_folder_that_was_made_a_link_leads_nowhere()
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(_sandbox.Folder, "elsewhere"));

        await ScriptAsync(
            $"import os\nos.symlink('{elsewhere}', os.environ['KAGGLE_WORKING_DIR'] + '/output')\nopen('a.txt', 'w').close()"
        );

        elsewhere.EnumerateFileSystemInfos().Should().BeEmpty();
        Files().Should().Equal("output/a.txt");
    }

    private IEnumerable<string> Files() =>
        Directory
            .EnumerateFiles(_sandbox.Working, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_sandbox.Working, path));

    private Task<KernelRun> ScriptAsync(string source) =>
        _sandbox.RunAsync("a.py", TargetKind.Script, [("a.py", source)]);

    private static string Python(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
