using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Tests.Web.Runs;

internal static class SampleRuns
{
    public static readonly DateTimeOffset Noon = new(2026, 5, 9, 12, 0, 0, TimeSpan.Zero);

    public static Run Running(int number, string target = "tests") =>
        new()
        {
            Id = new RunId(new ProjectId("sample-1"), number),
            ProjectName = "sample",
            ProjectRoot = "/nowhere",
            Target = new Target(target, TargetKind.Pytest),
            Settings = new RunSettings { Target = target },
            Sync = new SyncRequest(),
            Account = KaggleAccountKind.Local,
            Nonce = "0123456789abcdef",
            Folder = "/nowhere/results",
            CreatedAt = Noon.AddMinutes(number),
            Steps =
            [
                new RunStep(RunStepKind.Sync, Noon, Noon.AddSeconds(1)),
                new RunStep(RunStepKind.Running, Noon.AddSeconds(1), null),
            ],
        };

    public static Run Ended(int number, VerdictKind verdict = VerdictKind.Passed, string target = "tests") =>
        Running(number, target) with
        {
            Verdict = new Verdict(verdict, "It ended."),
            EndedAt = Noon.AddMinutes(number + 1),
        };
}
