using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Tests.Repositories;

public sealed class TargetResolverTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TargetResolver _resolver = new();

    public TargetResolverTests()
    {
        foreach (var path in new[] { "tests/unit/test_a.py", "experiments/train.py", "docs/readme.md", "note.ipynb" })
        {
            Write(path);
        }
    }

    private Project Project => new(new("p-000000"), "p", _folder.Combine("p"));

    public void Dispose() => _folder.Dispose();

    private void Write(string relative)
    {
        var path = _folder.Combine($"p/{relative}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
    }

    [Theory]
    [InlineData("tests", "tests", TargetKind.Pytest)]
    [InlineData("./tests//unit/", "tests/unit", TargetKind.Pytest)]
    [InlineData(".", ".", TargetKind.Pytest)]
    [InlineData("docs/../experiments/train.py", "experiments/train.py", TargetKind.Script)]
    [InlineData("tests/unit/test_a.py", "tests/unit/test_a.py", TargetKind.Pytest)]
    [InlineData("tests/unit/test_a.py::test_x[1-2 :: é]", "tests/unit/test_a.py::test_x[1-2 :: é]", TargetKind.Pytest)]
    [InlineData("note.ipynb", "note.ipynb", TargetKind.Notebook)]
    public void A_path_becomes_a_target(string path, string expected, TargetKind kind) =>
        _resolver.Resolve(Project, path).Should().Be(new Target(expected, kind));

    [Fact]
    public void An_absolute_path_inside_is_accepted_also_by_another_name()
    {
        Directory.CreateSymbolicLink(_folder.Combine("alias"), _folder.Combine("p"));

        _resolver.Resolve(Project, _folder.Combine("p/note.ipynb")).Path.Should().Be("note.ipynb");
        _resolver.Resolve(Project, _folder.Combine("alias/note.ipynb")).Path.Should().Be("note.ipynb");
    }

    [Theory]
    [InlineData("-x.py")]
    [InlineData("it's a \"test\"\n{0} \\ 🎉 $(x).py")]
    public void Any_legal_name_is_a_target(string name)
    {
        Write(name);

        _resolver.Resolve(Project, name).Should().Be(new Target(name, TargetKind.Script));
    }

    [Theory]
    [InlineData("a::b.py", TargetKind.Script)]
    [InlineData("odd::folder/c.py", TargetKind.Script)]
    [InlineData("x::y.ipynb", TargetKind.Notebook)]
    public void Two_colons_may_be_part_of_a_name(string name, TargetKind kind)
    {
        Write(name);

        _resolver.Resolve(Project, name).Should().Be(new Target(name, kind));
    }

    [Theory]
    [InlineData("tests/test_ü {1]} #%&'.py", "::TestX::test_y[a::b-é]")]
    [InlineData("tests/-test it_test.py", "::test_x")]
    [InlineData("check.py", "::test_x")]
    public void A_node_id_is_understood_whatever_the_files_name(string file, string node)
    {
        Write(file);

        _resolver.Resolve(Project, file + node).Should().Be(new Target(file + node, TargetKind.Pytest));
    }

    [Theory]
    [InlineData("test_a::b.py")]
    [InlineData("a::b.py::test_x")]
    [InlineData("test_[a].py::test_x")]
    [InlineData("tests[1]/test_a.py")]
    public void What_pytest_would_take_for_another_file_is_refused(string path)
    {
        Write(path.Replace("::test_x", ""));

        var act = () => _resolver.Resolve(Project, path);

        act.Should().Throw<RunnerException>().WithMessage("pytest cannot be told*");
    }

    [Fact]
    public void Several_paths_are_one_target_when_pytest_runs_them_all()
    {
        string[] paths = ["tests/unit", "tests/unit/test_a.py::test_x", "./tests/unit/"];

        var target = _resolver.Resolve(Project, paths);

        target.Paths.Should().Equal("tests/unit", "tests/unit/test_a.py::test_x");
        target.Should().Be(new Target("tests/unit", TargetKind.Pytest) { More = ["tests/unit/test_a.py::test_x"] });
        _resolver.Resolve(Project, ["note.ipynb"]).Kind.Should().Be(TargetKind.Notebook);
        _resolver.Resolve(Project, ["note.ipynb", "./note.ipynb"]).Paths.Should().Equal("note.ipynb");
    }

    [Theory]
    [InlineData("tests", "experiments/train.py", "*“experiments/train.py” is a script.")]
    [InlineData("note.ipynb", "tests", "*“note.ipynb” is a notebook.")]
    [InlineData("tests", "nothing.py", "There is no*")]
    public void Anything_else_runs_by_itself(string first, string second, string message)
    {
        var act = () => _resolver.Resolve(Project, [first, second]);

        act.Should().Throw<RunnerException>().WithMessage(message);
    }

    [Theory]
    [InlineData("../outside.py", "*lies outside*")]
    [InlineData("/etc/passwd", "*lies outside*")]
    [InlineData("a\0b.py", "*lies outside*")]
    [InlineData("", "No target was named*")]
    [InlineData("docs", "*holds no tests*")]
    [InlineData("docs/readme.md", "*cannot be run*")]
    [InlineData("tests::test_x", "*is a folder*")]
    [InlineData("tests/unit/test_a.py::", "*names no test*")]
    [InlineData(".git/hooks/x.py", "*There is no*")]
    public void What_is_no_target_is_refused_in_a_sentence(string path, string message)
    {
        var act = () => _resolver.Resolve(Project, path);

        act.Should().Throw<RunnerException>().WithMessage(message);
    }

    [Theory]
    [InlineData("experiments/trian.py", "experiments/train.py")]
    [InlineData("train.py", "experiments/train.py")]
    [InlineData("tests/unti", "tests/unit")]
    public void An_unknown_name_is_answered_with_the_nearest(string path, string nearest)
    {
        var act = () => _resolver.Resolve(Project, path);

        act.Should().Throw<RunnerException>().Which.Remedy.Should().Contain($"“{nearest}”");
    }

    [Fact]
    public void A_link_that_leads_out_is_refused()
    {
        File.WriteAllText(_folder.Combine("secret.py"), "");
        Directory.CreateDirectory(_folder.Combine("outside"));
        File.WriteAllText(_folder.Combine("outside/test_x.py"), "");
        File.CreateSymbolicLink(_folder.Combine("p/link.py"), _folder.Combine("secret.py"));
        Directory.CreateSymbolicLink(_folder.Combine("p/way"), "../outside");
        File.CreateSymbolicLink(_folder.Combine("p/fine.py"), "experiments/train.py");

        foreach (var path in new[] { "link.py", "way", "way/test_x.py" })
        {
            var act = () => _resolver.Resolve(Project, path);
            act.Should().Throw<RunnerException>().WithMessage("*leads out*");
        }

        _resolver.Resolve(Project, "fine.py").Path.Should().Be("fine.py");
    }
}
