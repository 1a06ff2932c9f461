using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Failures;

namespace KaggleRunner.Tests.Runs.Failures;

/// <summary>A run that did not pass, with a log in a folder of its own.</summary>
internal sealed class FailedRun : IDisposable
{
    private const string Nonce = "0123456789abcdef";
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _lines = [];

    public FailedRun() => Run = Create(_folder.Path);

    public Run Run { get; set; }

    /// <summary>A run that was pushed and failed.</summary>
    public static Run Create(string folder) =>
        RunExample.Create(folder) with
        {
            Version = 3,
            Verdict = new Verdict(VerdictKind.Failed, "train.py ended with exit code 1."),
            EndedAt = RunExample.Midnight.AddMinutes(1),
        };

    public FailedRun Prints(string text)
    {
        _lines.AddRange(text.ReplaceLineEndings("\n").Split('\n'));
        return this;
    }

    public FailedRun Phase(string name, string state) =>
        Record($$"""{"record":"phase","name":"{{name}}","state":"{{state}}","seconds":1}""");

    public FailedRun Test(string id, string outcome, string message) =>
        Record(
            $$"""{"record":"test","id":"{{id}}","outcome":"{{outcome}}","seconds":0.1,"message":{{System.Text.Json.JsonSerializer.Serialize(message)}},"total":3}"""
        );

    public async Task<FailureExplanation?> ExplainAsync()
    {
        await using (var log = LogIngest.Open(_folder.Path, Nonce, SecretRedactor.ByShape))
        {
            foreach (var line in _lines)
            {
                log.Append(new LogEvent("stdout", 1, line + "\n"));
            }

            log.Complete();
        }

        return FailureExplainer.Explain(Run);
    }

    public void Dispose() => _folder.Dispose();

    private FailedRun Record(string json)
    {
        _lines.Add($"##kaggle-runner[{Nonce}] {json}");
        return this;
    }
}
