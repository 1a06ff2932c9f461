using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using KaggleRunner.Tests.Runs;
using KaggleRunner.Web.NewRun;

namespace KaggleRunner.Tests.Web.NewRun;

public sealed class TargetMemoriesTests
{
    private static readonly SettingsOverrides Asked = new() { Args = ["--epochs", "5"] };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_newest_run_of_the_very_target_is_remembered()
    {
        await using var home = await TestHome.StartAsync(withEngine: false);
        await SaveAsync(home, 1, "tests", Asked);
        await SaveAsync(home, 2, "tests/a.py", new SettingsOverrides { Args = ["other"] });
        await SaveAsync(home, 3, "TESTS", new SettingsOverrides { Args = ["other"] });

        var memory = await RecallAsync(home, "tests", from: null);

        memory.Last!.Id.Number.Should().Be(1);
        memory.Follow(new RunSettings { Target = "tests" });
        memory.Settings.ToOverrides().Should().BeEquivalentTo(Asked);
    }

    [Fact]
    public async Task A_named_run_goes_before_newer_ones_but_only_for_its_own_target()
    {
        await using var home = await TestHome.StartAsync(withEngine: false);
        await SaveAsync(home, 1, "tests", Asked);
        await SaveAsync(home, 2, "tests", new SettingsOverrides { Args = ["newer"] });
        await SaveAsync(home, 3, "other", new SettingsOverrides { Args = ["other"] });

        (await RecallAsync(home, "tests", from: 1)).Last!.Id.Number.Should().Be(1);
        (await RecallAsync(home, "tests", from: 3)).Last!.Id.Number.Should().Be(2);
        (await RecallAsync(home, "tests", from: 99)).Last!.Id.Number.Should().Be(2);
    }

    [Fact]
    public async Task A_run_of_a_matrix_is_repeated_alone_and_several_targets_together()
    {
        await using var home = await TestHome.StartAsync(withEngine: false);
        await SaveAsync(
            home,
            1,
            "tests",
            Asked,
            run =>
                run with
                {
                    Target = run.Target with { More = ["more"] },
                    Settings = run.Settings with
                    {
                        Matrix = new Dictionary<string, string>(StringComparer.Ordinal) { ["seed"] = "2" },
                    },
                }
        );

        var memory = await RecallAsync(home, "tests", from: 1);

        memory.More.Should().Equal("more");
        memory.Follow(new RunSettings { Target = "tests" });
        memory.Settings.ToOverrides().Matrix.Should().BeEquivalentTo([new MatrixAxis("seed", ["2"])]);
        memory.Reset();
        memory.More.Should().BeEmpty();
        memory.Settings.ToOverrides().Matrix.Should().BeNull();
    }

    [Fact]
    public async Task A_run_that_does_not_tell_what_it_was_told_lends_all_its_settings()
    {
        await using var home = await TestHome.StartAsync(withEngine: false);
        await SaveAsync(home, 1, "tests", null, run => run with { Settings = run.Settings with { Timeout = null } });

        var memory = await RecallAsync(home, "tests", from: 1);

        memory.Config.Should().BeEmpty();
        memory.Follow(new RunSettings { Target = "tests" });
        var overrides = memory.Settings.ToOverrides();
        overrides.NoTimeout.Should().BeTrue();
        overrides.KernelSlug.Should().Be("demo-kernel");
        overrides.Accelerator.Should().BeNull("it is the default's");
    }

    private static Task<TargetMemory> RecallAsync(TestHome home, string target, int? from) =>
        new TargetMemories(home.Store, new ConfigLocator()).RecallAsync(
            new Project(new("demo-123456"), "demo", home.Path),
            target,
            from,
            quick: false,
            Cancelled
        );

    private static Task SaveAsync(
        TestHome home,
        int number,
        string target,
        SettingsOverrides? asked,
        Func<Run, Run>? change = null
    )
    {
        var run = RunExample.Create(Path.Combine(home.Path, $"run-{number}"), number) with
        {
            Target = new Target(target, TargetKind.Pytest),
            Asked = asked is null ? null : new AskedSettings(null, asked),
        };
        return home.Store.SaveAsync(change?.Invoke(run) ?? run, Cancelled);
    }
}
