using System.Text.Encodings.Web;
using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Generation;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Tests.Generation;

/// <summary>For any text anywhere in a job: the script compiles, and what arrives is what was asked for.</summary>
public sealed class ScriptPropertyTests : IDisposable
{
    private const string Tell = """
        import json, os, sys
        made = json.loads(os.environ.get("MADE", "[]"))
        for name in made:
            open(name, "x").close()
        print(json.dumps({"argv": sys.argv, "env": {name: os.environ.get(name) for name in sorted(os.environ) if name.startswith("NASTY_")}}))
        """;

    /// <summary>Compiles each script and compares its document, as Python reads it, with what was asked.</summary>
    private const string Compare = """
        import json, pathlib, sys
        wrong = []
        for script in sorted(pathlib.Path(sys.argv[1]).glob("*.py")):
            text = script.read_text(encoding="utf-8")
            compile(text, str(script), "exec")
            inner = text.split("# ---- job begins ----\n", 1)[1].split("\n# ---- job ends ----\n", 1)[0]
            names = {"json": json}
            exec(inner, names)
            job, wanted = names["JOB"], json.loads(script.with_suffix(".json").read_text(encoding="utf-8"))
            found = [
                job["target"]["path"], job["args"], job["pytestArgs"], job["env"], job["python"]["requirements"],
                job["python"]["packages"], job["outputs"]["include"], job["outputs"]["exclude"], job["source"]["branch"],
                job["source"]["url"],
            ]
            if found != wanted:
                wrong.append((script.name, found, wanted))
        print(wrong or "all equal")
        """;

    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly KernelSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Any_job_becomes_a_script_that_compiles_and_holds_what_was_asked()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var folder = Directory.CreateDirectory(Path.Combine(_sandbox.Folder, "scripts")).FullName;
        var generator = new ScriptGenerator();
        for (var seed = 0; seed < 150; seed++)
        {
            var (job, wanted) = Job(new NastyStrings(seed));
            await File.WriteAllTextAsync(
                Path.Combine(folder, $"{seed}.py"),
                generator.Generate(job),
                cancellationToken
            );
            var json = JsonSerializer.Serialize(wanted, Relaxed);
            await File.WriteAllTextAsync(Path.Combine(folder, $"{seed}.json"), json, cancellationToken);
        }

        var result = await Cli.Wrap(await PythonProgram.LocateAsync())
            .WithArguments(["-I", "-W", "error", "-c", Compare, folder])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(cancellationToken);

        result.StandardOutput.Trim().Should().Be("all equal", result.StandardError);
    }

    [Fact]
    public async Task Any_argument_and_variable_arrives_as_it_was_given()
    {
        var texts = new NastyStrings(1).Texts(300).Append(new string('x', 100_000)).Append("").ToList();
        var variables = texts
            .Select((text, index) => (Name: $"NASTY_{index}", text))
            .ToDictionary(pair => pair.Name, pair => pair.text, StringComparer.Ordinal);

        var run = await _sandbox.RunAsync(
            "a.py",
            TargetKind.Script,
            [("a.py", Tell)],
            settings => settings with { Args = texts, Environment = variables }
        );

        var told = Told(run);
        Texts(told.GetProperty("argv")).Skip(1).Should().Equal(texts);
        var environment = told.GetProperty("env")
            .EnumerateObject()
            .ToDictionary(pair => pair.Name, pair => pair.Value.GetString(), StringComparer.Ordinal);
        environment.Should().BeEquivalentTo(variables);
    }

    [Fact]
    public async Task Any_name_of_a_file_that_the_target_makes_comes_back()
    {
        var strings = new NastyStrings(2);
        var names = Enumerable.Range(0, 150).Select(index => strings.FileName($"_{index}")).ToList();

        var run = await _sandbox.RunAsync(
            "a.py",
            TargetKind.Script,
            [("a.py", Tell)],
            settings =>
                settings with
                {
                    Environment = new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["MADE"] = JsonSerializer.Serialize(names),
                    },
                }
        );

        run.Verdict.Outcome.Should().Be("passed");
        run.Outputs.Should().BeEquivalentTo(names);
        Directory
            .EnumerateFiles(Path.Combine(_sandbox.Working, "output"))
            .Select(Path.GetFileName)
            .Should()
            .BeEquivalentTo(names);
    }

    [Fact]
    public async Task Any_path_of_a_script_is_the_one_that_runs()
    {
        var strings = new NastyStrings(3);
        var paths = Enumerable
            .Range(0, 8)
            .Select(index => $"{strings.FileName("d")}/{strings.FileName($"_{index}.py")}")
            .ToList();
        var repository = await _sandbox.RepositoryAsync([
            .. paths.Select(path => (path, Tell + $"\nprint('ran', {paths.IndexOf(path)})")),
        ]);

        foreach (var path in paths)
        {
            var run = await _sandbox.RunAsync(repository, path, TargetKind.Script);

            run.Verdict.Outcome.Should().Be("passed", path);
            run.Program.Should().Contain($"\nran {paths.IndexOf(path)}\n");
            var ran = Texts(Told(run).GetProperty("argv")).First();
            (
                ran.StartsWith("./", StringComparison.Ordinal) && !path.StartsWith("./", StringComparison.Ordinal)
                    ? ran[2..]
                    : ran
            )
                .Should()
                .Be(path);
        }
    }

    private static (ScriptJob Job, object[] Wanted) Job(NastyStrings strings)
    {
        var (path, branch, url) = (strings.FileName(".py"), strings.Text(), "https://" + strings.Text());
        var environment = Enumerable
            .Range(0, 4)
            .ToDictionary(index => $"{index}{strings.Text()}", _ => strings.Text(), StringComparer.Ordinal);
        var lists = Enumerable.Range(0, 6).Select(_ => strings.Texts(4)).ToList();
        var settings = new RunSettings
        {
            Target = path,
            Args = lists[0],
            PytestArgs = lists[1],
            Environment = environment,
            Python = new PythonSettings { Requirements = lists[2], Packages = lists[3] },
            Outputs = new OutputSettings { Include = lists[4], Exclude = lists[5] },
        };
        var revision = new Revision
        {
            Sha = new string('a', 40),
            Transport = RevisionTransport.Clone,
            Branch = branch,
            CloneUrl = url,
        };
        var job = new ScriptJob(new Target(path, TargetKind.Script), settings, revision, KernelSandbox.Nonce, null);
        return (job, [path, lists[0], lists[1], environment, lists[2], lists[3], lists[4], lists[5], branch, url]);
    }

    private static IEnumerable<string> Texts(JsonElement list) =>
        list.EnumerateArray().Select(item => item.GetString()!);

    private static JsonElement Told(KernelRun run) =>
        JsonDocument
            .Parse(run.Program.Split('\n').Single(line => line.StartsWith("{\"argv\"", StringComparison.Ordinal)))
            .RootElement;
}
