using System.Globalization;
using KaggleRunner.LocalKaggle.Faults;
using KaggleRunner.LocalKaggle.Security;

namespace KaggleRunner.LocalKaggle.Hosting;

/// <summary>How the server is to work; everything but the home has a default.</summary>
internal sealed record LocalKaggleOptions
{
    public required string Home { get; init; }

    /// <summary>0 takes a free port.</summary>
    public int Port { get; init; }
    public string? Python { get; init; }

    /// <summary>Stops after this time without a request or a session; zero never stops.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(30);
    public bool AllowHolds { get; init; }
    public IReadOnlyList<FaultRule> Faults { get; init; } = [];

    /// <summary>What the random decisions of faults begin with; a random one when left out.</summary>
    public int? FaultSeed { get; init; }

    /// <summary><c>auto</c>, <c>bwrap</c>, <c>unshare</c> or <c>plain</c>.</summary>
    public string Isolation { get; init; } = "auto";

    /// <summary>Users besides <c>local</c>.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Sessions that this machine runs at once, all users together; 0 for any number. The others wait.</summary>
    public int Workers { get; init; }

    /// <summary>Unfinished sessions of one user; a push above it is refused.</summary>
    public int CpuSessions { get; init; } = 5;
    public int GpuSessions { get; init; } = 2;
    public int TpuSessions { get; init; } = 1;
    public TimeSpan LongestSession { get; init; } = TimeSpan.FromHours(12);
    public TimeSpan LongestTpuSession { get; init; } = TimeSpan.FromHours(9);
    public TimeSpan WeeklyGpu { get; init; } = TimeSpan.FromHours(30);
    public TimeSpan WeeklyTpu { get; init; } = TimeSpan.FromHours(20);

    /// <summary>A recorded log that every session replays; null runs scripts.</summary>
    public string? Replay { get; init; }
    public double ReplaySpeed { get; init; } = 1;

    /// <summary>Bytes that <c>/kaggle/working</c> may hold; a session that goes beyond is ended.</summary>
    public long WorkingLimit { get; init; } = 20L << 30;

    /// <summary>Bytes of log on disk; what comes after is not kept.</summary>
    public long LogLimit { get; init; } = 512L << 20;

    /// <summary>Bytes of one uploaded file, and of all files of a dataset version once unpacked.</summary>
    public long DatasetLimit { get; init; } = 20L << 30;

    public static LocalKaggleOptions Parse(IReadOnlyList<string> args)
    {
        var options = new LocalKaggleOptions { Home = "" };
        for (var i = 0; i < args.Count; i++)
        {
            if (string.Equals(args[i], "--allow-holds", StringComparison.Ordinal))
            {
                options = options with { AllowHolds = true };
                continue;
            }

            var name = args[i];
            var value = ++i < args.Count ? args[i] : throw new StartException($"{name} needs a value.");
            options = options.With(name, value);
        }

        return options.Home.Length > 0
            ? options with
            {
                Home = Path.GetFullPath(options.Home),
            }
            : throw new StartException("--home DIR is needed: the folder in which the local Kaggle keeps its state.");
    }

    private LocalKaggleOptions With(string name, string value) =>
        name switch
        {
            "--home" => this with { Home = value },
            "--port" => this with { Port = Number(name, value, 65535) },
            "--python" => this with { Python = Path.GetFullPath(value) },
            "--idle-minutes" => this with { Idle = TimeSpan.FromMinutes(Number(name, value, 1_000_000)) },
            "--cpu-sessions" => this with { CpuSessions = Number(name, value, 1000) },
            "--gpu-sessions" => this with { GpuSessions = Number(name, value, 1000) },
            "--fault" => this with { Faults = [.. Faults, .. FaultRule.Parse(value)] },
            "--fault-seed" => this with { FaultSeed = Number(name, value, int.MaxValue) },
            "--replay" => this with { Replay = Path.GetFullPath(value) },
            "--replay-speed" => this with { ReplaySpeed = Speed(name, value) },
            "--tpu-sessions" => this with { TpuSessions = Number(name, value, 1000) },
            "--workers" => this with { Workers = Number(name, value, 1000) },
            "--session-hours" => this with { LongestSession = Hours(name, value) },
            "--tpu-session-hours" => this with { LongestTpuSession = Hours(name, value) },
            "--weekly-gpu-hours" => this with { WeeklyGpu = Hours(name, value) },
            "--weekly-tpu-hours" => this with { WeeklyTpu = Hours(name, value) },
            "--user" when Accounts.IsName(value) => this with { Users = [.. Users, value] },
            "--user" => throw new StartException(
                $"--user takes a name of 3 to 40 small letters, digits and dashes, not '{value}'."
            ),
            "--working-limit" => this with { WorkingLimit = (long)Number(name, value, 100_000) << 30 },
            "--dataset-limit" => this with { DatasetLimit = (long)Number(name, value, 100_000) << 30 },
            "--log-limit" => this with { LogLimit = (long)Number(name, value, 1_000_000) << 20 },
            "--isolation" when value is "auto" or "bwrap" or "unshare" or "plain" => this with { Isolation = value },
            "--isolation" => throw new StartException("--isolation is one of auto, bwrap, unshare and plain."),
            _ => throw new StartException($"The local Kaggle does not know the option {name}."),
        };

    private static double Speed(string name, string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var speed) && speed > 0
            ? speed
            : throw new StartException($"{name} takes a number above 0, such as 10 or 0.5, not '{value}'.");

    private static TimeSpan Hours(string name, string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours)
        && hours is >= 0 and <= 168
            ? TimeSpan.FromHours(hours)
            : throw new StartException($"{name} takes hours from 0 to 168, not '{value}'.");

    private static int Number(string name, string value, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : throw new StartException($"{name} takes a number from 0 to {most}, not '{value}'.");
}
