using KaggleRunner.Core.Common;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Runs;

/// <summary>What to run so that the failed tests of a run, and no others, run again.</summary>
internal static class FailedSelection
{
    // They travel in the script and in one command line.
    private const int MostCharacters = 200_000;

    /// <exception cref="RunnerException">No test failed, or too many.</exception>
    public static Target Of(Run run)
    {
        var ids = Ids(run, RunRecords.Read<TestRecord>(run.Folder));
        return ids.Sum(id => id.Length + 1) <= MostCharacters
            ? new Target(ids[0], TargetKind.Pytest) { More = ids[1..] }
            : throw new RunnerException(
                $"{ids.Count} tests of run #{run.Id.Number} failed: more than one command line can name.",
                "Run the target again."
            );
    }

    private static List<string> Ids(Run run, IReadOnlyList<TestRecord> tests)
    {
        // A test that was run again by a plugin counts by its last end.
        var last = new Dictionary<string, TestRecord>(StringComparer.Ordinal);
        foreach (var test in tests)
        {
            last[test.Id] = test;
        }

        var ids = last.Values.Where(test => test.Outcome is "failed" or "error").Select(test => test.Id).ToList();
        return ids.Count > 0
            ? ids
            : throw new RunnerException(
                $"No test of run #{run.Id.Number} failed.",
                $"kaggle-runner rerun {run.Id.Number} runs all of it again."
            );
    }
}
