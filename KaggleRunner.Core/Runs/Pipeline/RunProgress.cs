using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Results;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>What the kernel's records say of the run so far; begins with those that an earlier engine has kept.</summary>
internal sealed class RunProgress
{
    private readonly LiveRun _run;
    private TestCounts _tests = new();
    private long? _sessionId;

    public RunProgress(LiveRun run)
    {
        this._run = run;
        Add(RunRecords.Read(run.Value.Folder));
    }

    /// <summary>True once the log carried this run's nonce.</summary>
    public bool HasRecords { get; private set; }

    /// <summary>The kernel's own last word.</summary>
    public VerdictRecord? KernelVerdict { get; private set; }

    public void Add(IReadOnlyList<RunRecord> records)
    {
        foreach (var record in records)
        {
            HasRecords |= record is not MetricRecord;
            switch (record)
            {
                case SessionRecord session:
                    _sessionId = session.Id ?? _sessionId;
                    break;
                case TestRecord test:
                    _tests = Count(test);
                    break;
                case VerdictRecord verdict:
                    KernelVerdict = verdict;
                    break;
            }
        }
    }

    /// <summary>Forgets the records: they come again.</summary>
    public void BeginAnew() => (HasRecords, KernelVerdict, _tests) = (false, null, new TestCounts());

    public Task SaveAsync(CancellationToken cancellationToken) => SaveAsync(value => value, cancellationToken);

    /// <summary>Saves what has changed, together with another change.</summary>
    public Task SaveAsync(Func<Run, Run> change, CancellationToken cancellationToken) =>
        _run.UpdateAsync(
            value => change(value with { Tests = _tests, SessionId = _sessionId ?? value.SessionId }),
            cancellationToken
        );

    private TestCounts Count(TestRecord test)
    {
        var counted = _tests with { Total = test.Total ?? _tests.Total };
        return test.Outcome switch
        {
            "passed" or "xpassed" => counted with { Passed = counted.Passed + 1 },
            "failed" or "error" => counted with { Failed = counted.Failed + 1 },
            _ => counted with { Skipped = counted.Skipped + 1 },
        };
    }
}
