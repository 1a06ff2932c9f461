using System.CommandLine;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.CommandLine.Runs;

/// <summary>The options that say what runs and how; those of <c>run</c> and <c>script</c>.</summary>
internal static class LaunchOptions
{
    private static readonly Option<string[]> Target = new("--target", "-t")
    {
        Description =
            "A folder, a file or a pytest node id, relative to the repository's top level; several when pytest runs"
            + " them all. Without it, what the config names.",
        HelpName = "PATH",
    };

    private static readonly Option<string[]> Matrix = new("--matrix")
    {
        Description = "A key with its values, seed=1,2,3: a run for each. Wins over the config's values of that key.",
        HelpName = "KEY=V,…",
    };

    private static readonly Option<bool> Quick = new("--quick")
    {
        Description = "The config's quick section, QUICK_TEST=1, and --quick for scripts that know it.",
    };

    private static readonly Option<string?> Config = new("--config")
    {
        Description = "A config file, by path or name; \"\" for none. Usually found by the target's name.",
        HelpName = "F",
    };

    private static readonly Option<string?> Args = new("--args")
    {
        Description = "The target's arguments, split as a shell would: --args=\"--epochs 3\".",
        HelpName = "…",
    };

    private static readonly Option<string?> Accelerator = new("--accelerator")
    {
        Description = "none, gpu, tpu or a machine shape such as NvidiaTeslaT4.",
        HelpName = "A",
    };

    private static readonly Option<string?> Timeout = new("--timeout")
    {
        Description = "The time limit: 90m, 2h, 1h30m or seconds.",
        HelpName = "T",
    };

    private static readonly Option<bool> NoTimeout = new("--no-timeout") { Description = "Leave the limit to Kaggle." };

    private static readonly Option<string?> Kernel = new("--kernel")
    {
        Description = "The slug of the kernel to update.",
        HelpName = "SLUG",
    };

    private static readonly Option<string> Account = new("--account")
    {
        Description = "local: the Kaggle embedded here; kaggle: the real one.",
        HelpName = "local|kaggle",
        DefaultValueFactory = _ => "local",
    };

    public static void AddTo(Command command)
    {
        Account.AcceptOnly("local", "kaggle");
        foreach (
            var option in new Option[]
            {
                Target,
                Quick,
                Config,
                Args,
                Matrix,
                Accelerator,
                Timeout,
                NoTimeout,
                Kernel,
                Account,
            }
        )
        {
            command.Add(option);
        }
    }

    public static LaunchRequest Read(ParseResult parsed, Project project)
    {
        if (parsed.GetValue(NoTimeout) && parsed.GetValue(Timeout) is not null)
        {
            throw new UsageException("--timeout and --no-timeout cannot both be given.");
        }

        if (parsed.GetValue(Target) is null or [] && string.IsNullOrEmpty(parsed.GetValue(Config)))
        {
            throw new UsageException(
                "No target was named.",
                "Name one with --target PATH, or with --config a config that names one."
            );
        }

        return new LaunchRequest
        {
            Project = project,
            Targets = parsed.GetValue(Target) ?? [],
            Config = parsed.GetValue(Config),
            Quick = parsed.GetValue(Quick),
            Overrides = new SettingsOverrides
            {
                Args = Parse<IReadOnlyList<string>?>(parsed, Args, ArgumentSplitter.Split),
                Accelerator = parsed.GetValue(Accelerator),
                Timeout = Parse<TimeSpan?>(parsed, Timeout, text => Durations.Parse(text)),
                NoTimeout = parsed.GetValue(NoTimeout),
                KernelSlug = parsed.GetValue(Kernel),
                Matrix = MatrixText.Parse(parsed.GetValue(Matrix) ?? []),
            },
            Account = parsed.GetValue(Account) == "kaggle" ? KaggleAccountKind.Kaggle : KaggleAccountKind.Local,
        };
    }

    /// <summary>The option's value made of its text; null when it was not given.</summary>
    private static T? Parse<T>(ParseResult parsed, Option<string?> option, Func<string, T> parse)
    {
        try
        {
            return parsed.GetValue(option) is { } text ? parse(text) : default;
        }
        catch (RunnerException e)
        {
            throw new UsageException($"{option.Name}: {e.Message}", e.Remedy);
        }
    }
}
