using KaggleRunner.Core.Common;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Web.Logs;

/// <summary>The last search of each log that one connection has open: a step to the next hit does not search anew.</summary>
internal sealed class LogFindings(int most)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<RunId, LogFinding> _findings = [];

    /// <summary>The search of all that is written now.</summary>
    /// <exception cref="RunnerException">The query is not a regular expression, or one that takes too long.</exception>
    public async Task<LogFinding> FindAsync(Run run, LogQuery query, CancellationToken cancellationToken)
    {
        LogFinding? known;
        lock (_gate)
        {
            known = _findings.GetValueOrDefault(run.Id);
        }

        var begun = known?.Query == query ? known : LogFinding.Begin(run.Folder, query);
        var finding = await begun.GoOnAsync(cancellationToken);
        lock (_gate)
        {
            if (_findings.Count >= most && !_findings.ContainsKey(run.Id))
            {
                _findings.Clear();
            }

            _findings[run.Id] = finding;
        }

        return finding;
    }

    public void Forget(RunId run)
    {
        lock (_gate)
        {
            _findings.Remove(run);
        }
    }
}
