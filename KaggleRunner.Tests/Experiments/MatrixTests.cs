using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Tests.Experiments;

public sealed class MatrixTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private SettingsPlan Resolve(
        string config,
        TargetKind kind = TargetKind.Script,
        bool quick = false,
        SettingsOverrides? overrides = null
    )
    {
        Directory.CreateDirectory(_folder.Combine("config"));
        File.WriteAllText(_folder.Combine("config/a.yml"), config);
        return new SettingsResolver(new()).Resolve(
            new(new("p-000000"), "p", _folder.Path),
            new("a.py", kind),
            null,
            quick,
            overrides ?? new()
        );
    }

    private static ConfigException Fail(string text) =>
        FluentActions.Invoking(() => ConfigReader.Read("config/a.yml", text)).Should().Throw<ConfigException>().Which;

    [Fact]
    public void Each_combination_is_a_run_and_the_first_key_varies_slowest()
    {
        var plan = Resolve("matrix: {seed: [1, 2, 3], lr: [0.10, 1e-3]}\n");

        plan.Matrix.Select(axis => axis.Key).Should().Equal("seed", "lr");
        plan.Cells.Select(cell => string.Join(' ', cell.Matrix.Values))
            .Should()
            .Equal("1 0.10", "1 1e-3", "2 0.10", "2 1e-3", "3 0.10", "3 1e-3");
        plan.Template.Matrix.Should().BeEmpty();
        plan.Template.Args.Should().BeEmpty();
    }

    [Fact]
    public void Without_a_matrix_there_is_one_run_of_the_settings_as_they_are()
    {
        var plan = Resolve("args: [a]\nmatrix:\n");

        plan.Matrix.Should().BeEmpty();
        plan.Cells.Should().ContainSingle().Which.Should().BeEquivalentTo(plan.Template);
    }

    [Fact]
    public void A_value_reaches_the_target_by_placeholder_by_argument_and_by_variable()
    {
        var cell = Resolve(
            """
            args: ["--out=runs/${{ matrix.seed }}", "${{matrix.seed}}-$${{ matrix.seed }}"]
            env: {SEED: "s${{ matrix.seed }}", KAGGLE_RUNNER_MATRIX_MODEL: own}
            python: {packages: ["numpy==${{ matrix.numpy }}"]}
            matrix: {seed: [7], numpy: [2.0], learning-rate: [-1], model: [a b]}
            """
        )
            .Cells.Single();

        cell.Args.Should().Equal("--out=runs/7", "7-${{ matrix.seed }}", "--learning-rate=-1", "--model", "a b");
        cell.Python.Packages.Should().Equal("numpy==2.0");
        cell.Environment.Should()
            .BeEquivalentTo(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["SEED"] = "s7",
                    ["KAGGLE_RUNNER_MATRIX_SEED"] = "7",
                    ["KAGGLE_RUNNER_MATRIX_NUMPY"] = "2.0",
                    ["KAGGLE_RUNNER_MATRIX_LEARNING_RATE"] = "-1",
                    ["KAGGLE_RUNNER_MATRIX_MODEL"] = "own",
                }
            );
    }

    [Fact]
    public void Only_a_script_is_given_arguments_that_nobody_wrote()
    {
        const string Config =
            "matrix: {seed: [1]}\npytest:\n  args: -q -k '${{ matrix.seed }}'\nargs: --x ${{ matrix.seed }}\n";

        var cell = Resolve(Config, TargetKind.Pytest).Cells.Single();

        cell.PytestArgs.Should().Equal("-q", "-k", "1");
        cell.Args.Should().Equal("--x", "1");
        Resolve("matrix: {seed: [1]}\n", TargetKind.Pytest).Cells.Single().Args.Should().BeEmpty();
        Resolve("matrix: {seed: [1]}\n", TargetKind.Notebook)
            .Cells.Single()
            .Environment["KAGGLE_RUNNER_MATRIX_SEED"]
            .Should()
            .Be("1");
    }

    [Fact]
    public void The_quick_section_and_the_command_line_narrow_and_add()
    {
        const string Config =
            "matrix: {seed: [1, 2, 3], lr: [1, 2]}\nquick: {matrix: {seed: [9]}, args: ['${{ matrix.lr }}']}\n";

        Resolve(Config, quick: true).Cells.Select(cell => cell.Matrix["seed"]).Should().Equal("9", "9");
        var plan = Resolve(
            Config,
            quick: true,
            overrides: new() { Matrix = [new("lr", ["5"]), new("depth", ["3", "4"])], Args = ["${{ matrix.depth }}"] }
        );
        plan.Matrix.Select(axis => $"{axis.Key}={string.Join(',', axis.Values)}")
            .Should()
            .Equal("seed=9", "lr=5", "depth=3,4");
        plan.Cells.Select(cell => cell.Args[0]).Should().Equal("3", "4");
    }

    [Fact]
    public void A_config_may_name_a_key_that_only_the_command_line_gives()
    {
        const string Config = "args: ['${{ matrix.seed }}']\n";

        FluentActions.Invoking(() => Resolve(Config)).Should().Throw<ConfigException>().WithMessage("*no matrix*");
        Resolve(Config, overrides: new() { Matrix = [new("seed", ["4"])] }).Cells.Single().Args.Should().Equal("4");
    }

    [Theory]
    [InlineData("matrix: {seed: [1]}\nargs: [a, '${{ matrix.sed }}']\n", 2, 11, "matrix.seed")]
    [InlineData("matrix: {seed: [1]}\nenv:\n  A: x${{ matirx.seed }}\n", 3, 6, "matrix.seed")]
    [InlineData("matrix: {seed: [1]}\npytest: {args: '${{ seed }}'}\n", 2, 16, "matrix.seed")]
    [InlineData("matrix: {seed: [1]}\nquick: {args: ['${{ matrix.lr }}']}\n", 2, 16, null)]
    [InlineData("quick: {matrix: {seed: [1]}}\nargs: ['${{ matrix.seed }}']\n", 2, 8, null)]
    public void An_unknown_placeholder_is_placed_and_answered_with_the_nearest(
        string text,
        int line,
        int column,
        string? nearest
    ) =>
        Fail(text)
            .Should()
            .BeEquivalentTo(
                new
                {
                    Line = line,
                    Column = column,
                    Nearest = nearest,
                }
            );

    [Theory]
    [InlineData("matrix: [1]", 9, "keys with lists")]
    [InlineData("matrix: {seed: 1}", 16, "a list of values")]
    [InlineData("matrix: {seed: []}", 16, "has no value")]
    [InlineData("matrix: {seed: }", 16, "a list of values")]
    [InlineData("matrix: {seed: [[1]]}", 17, "a single value")]
    [InlineData("matrix: {seed: [{a: 1}]}", 17, "a single value")]
    [InlineData("matrix: {seed: [1, ~]}", 20, "a single value")]
    [InlineData("matrix: {seed: [1, 1]}", 16, "a second time")]
    [InlineData("matrix: {9: [1]}", 10, "no key of a matrix")]
    [InlineData("matrix: {a-b: [1], A_B: [2]}", 9, "would be one variable")]
    [InlineData("matrix: {a: [1,2,3,4,5,6,7,8,9,10,11], b: [1,2,3,4,5,6,7,8,9,10]}", 9, "makes 110 runs, and 100")]
    public void What_is_no_matrix_is_placed(string text, int column, string words)
    {
        var error = Fail(text);

        error.Problem.Should().Contain(words);
        (error.Line, error.Column).Should().Be((1, column));
    }

    [Fact]
    public void A_matrix_of_the_command_line_is_held_to_the_same_rules()
    {
        SettingsOverrides[] wrong =
        [
            new() { Matrix = [new("seed", [])] },
            new() { Matrix = [new("1", ["x"])] },
            new() { Matrix = [new("seed", ["1", "1"])] },
            new() { Matrix = [new("seed", [.. Enumerable.Range(0, 101).Select(i => $"{i}")])] },
            new() { Args = ["${{ matrix.seed }}"] },
        ];

        foreach (var overrides in wrong)
        {
            FluentActions.Invoking(() => Resolve("", overrides: overrides)).Should().Throw<RunnerException>();
        }
    }

    [Fact]
    public void A_placeholder_is_one_word_of_a_line_of_arguments() =>
        ArgumentSplitter
            .Split("-a ${{ matrix.seed }} '--b=${{  matrix.lr }}'")
            .Should()
            .Equal("-a", "${{matrix.seed}}", "--b=${{matrix.lr}}");
}
