using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Tests.Runs.Soak;

/// <summary>One run of the soak: what its target is told to do, and what must therefore come home.</summary>
internal sealed record SoakJob(int Number, SoakEnd End, int Lines, int Files, string Kernel)
{
    public const string Script = "soak/job.py";
    public const string Tests = "soak/test_job.py";

    public string Target => End is SoakEnd.TestsPass or SoakEnd.TestsFail ? Tests : Script;

    /// <summary>Begins the word that each job leaves in the process list as long as anything of it lives.</summary>
    public static string Mark { get; } = $"soak-of-{System.Environment.ProcessId}-";

    public VerdictKind Verdict =>
        End switch
        {
            SoakEnd.Good or SoakEnd.TestsPass => VerdictKind.Passed,
            SoakEnd.TimeLimit => VerdictKind.TimedOut,
            SoakEnd.Stopped => VerdictKind.Cancelled,
            _ => VerdictKind.Failed,
        };

    public IReadOnlyDictionary<string, string> Environment =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SOAK_NUMBER"] = Number.ToString(CultureInfo.InvariantCulture),
            ["SOAK_LINES"] = Lines.ToString(CultureInfo.InvariantCulture),
            ["SOAK_FILES"] = Files.ToString(CultureInfo.InvariantCulture),
            ["SOAK_END"] = End.ToString(),
            ["SOAK_WORD"] = Mark + Number.ToString(CultureInfo.InvariantCulture),
        };

    public static SoakJob Draw(Random random, int number, int kernels) =>
        new(
            number,
            Enum.GetValues<SoakEnd>()[random.Next(Enum.GetValues<SoakEnd>().Length)],
            random.Next(1, 400),
            random.Next(0, 12),
            $"soak-kernel-{random.Next(kernels)}"
        );

    public string Line(int index) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{new string(' ', index % 5)}«{Number}.{index}» \u001b[3{index % 8}mé漢🎈\u001b[0m {index * 7919 % 1000003}"
        );

    public IEnumerable<string> AllLines => Enumerable.Range(0, Lines).Select(Line);

    /// <summary>
    /// Path under the run's outputs → SHA-256 of what the job wrote there. A session that Kaggle stops has no time left to
    /// collect.
    /// </summary>
    public IReadOnlyDictionary<string, string> AllFiles =>
        Enumerable
            .Range(0, End == SoakEnd.Stopped ? 0 : Files)
            .ToDictionary(
                index => string.Create(CultureInfo.InvariantCulture, $"results/job {Number}/file-{index}.bin"),
                index => Convert.ToHexStringLower(SHA256.HashData(Content(index))),
                StringComparer.Ordinal
            );

    private byte[] Content(int index) =>
        Encoding.UTF8.GetBytes(
            string.Concat(
                Enumerable.Repeat(
                    string.Create(CultureInfo.InvariantCulture, $"{Number}:{index};"),
                    1 + index * index * 997
                )
            )
        );
}

/// <summary>How a job of the soak ends.</summary>
internal enum SoakEnd
{
    Good,
    TestsPass,
    TestsFail,
    ExitCode,
    Killed,
    Exception,
    TimeLimit,
    Stopped,
}
