using System.CommandLine;

namespace KaggleRunner.CommandLine.Kaggle;

/// <summary>Options that the local Kaggle's own program takes as they are, and judges itself.</summary>
internal static class LocalKaggleServerOptions
{
    public static IReadOnlyList<Option<string[]>> All { get; } =
    [
        Of("--port", "P", "The port to listen on; a free one when left out."),
        Of("--user", "NAME", "A user besides local, with a key of their own; can be given several times."),
        Of("--python", "PATH", "The Python that runs the kernels."),
        Of("--isolation", "WAY", "How kernels are kept apart from this machine: auto, bwrap, unshare or plain."),
        Of("--fault", "NAME[=PROBABILITY][@TIMES]", "A trouble to rehearse, or all; can be given several times."),
        Of("--fault-seed", "N", "What the decisions of faults begin with, to repeat a run."),
        Of("--replay", "FILE", "A recorded log that every session replays instead of running."),
        Of("--replay-speed", "X", "How many times as fast as it was recorded."),
        Of("--workers", "N", "Sessions that run at once; further ones are QUEUED. 0 is any number."),
        Of("--cpu-sessions", "N", "Unfinished CPU sessions a user may have; 5 as on Kaggle."),
        Of("--gpu-sessions", "N", "Unfinished GPU sessions a user may have; 2 as on Kaggle."),
        Of("--tpu-sessions", "N", "Unfinished TPU sessions a user may have; 1 as on Kaggle."),
        Of("--session-hours", "H", "The longest session; 12 as on Kaggle."),
        Of("--tpu-session-hours", "H", "The longest TPU session; 9 as on Kaggle."),
        Of("--weekly-gpu-hours", "H", "GPU hours a week; 30 as on Kaggle."),
        Of("--weekly-tpu-hours", "H", "TPU hours a week; 20 as on Kaggle."),
        Of("--working-limit", "GB", "What a session may write; 20 as on Kaggle."),
        Of("--dataset-limit", "GB", "The largest dataset."),
        Of("--log-limit", "MB", "The largest log that is kept."),
    ];

    /// <summary>Those that were given, as arguments for the program.</summary>
    public static IReadOnlyList<string> Given(ParseResult parsed) =>
        [
            .. All.SelectMany(option =>
                (parsed.GetValue(option) ?? []).SelectMany(value => (string[])[option.Name, value])
            ),
        ];

    // Of those that make sense once only, the program takes the last.
    private static Option<string[]> Of(string name, string help, string description) =>
        new(name) { HelpName = help, Description = description };
}
