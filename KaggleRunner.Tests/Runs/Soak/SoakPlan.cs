using System.Globalization;

namespace KaggleRunner.Tests.Runs.Soak;

/// <summary>
/// How much is tried and under which faults. <c>./test.sh</c> takes the defaults; <c>bench/fault-soak.sh</c> sets the
/// variables.
/// </summary>
internal sealed record SoakPlan(int Seed, int Runs, int Kernels)
{
    public static SoakPlan FromEnvironment() => new(Number("SEED", 20261123), Number("RUNS", 12), Number("KERNELS", 4));

    public IReadOnlyList<SoakJob> Jobs()
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(1, Runs).Select(number => SoakJob.Draw(random, number, Kernels))];
    }

    public string[] LocalKaggleArguments =>
        [
            "--fault-seed",
            Seed.ToString(CultureInfo.InvariantCulture),
            .. Faults.SelectMany(fault => (string[])["--fault", fault]),
        ];

    /// <summary>Each with the share of requests that it hits.</summary>
    private static readonly string[] Faults =
    [
        "rate-limit-seconds=0.02",
        "rate-limit-date=0.02",
        "server-error=0.03",
        "unavailable=0.03",
        "lost-push-answer=0.2",
        "lost-answer=0.03",
        "half-json=0.02",
        "html-200=0.02",
        "stream-cut=0.2",
        "stream-stall=0.03",
        "stream-duplicate=0.1",
        "stream-rechunk=0.3",
        "stream-split=0.3",
        "stream-no-sentinel=0.1",
        "download-truncated=0.1",
        "download-expired=0.05",
        "download-slow=0.02",
        "status-forbidden=0.1",
        "status-stale=0.1",
        "unknown-enum=0.05",
        "clock-skew=0.1",
    ];

    private static int Number(string name, int otherwise) =>
        int.TryParse(
            System.Environment.GetEnvironmentVariable($"KAGGLE_RUNNER_SOAK_{name}"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : otherwise;
}
