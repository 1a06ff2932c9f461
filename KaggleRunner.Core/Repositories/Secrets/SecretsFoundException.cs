using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Repositories.Secrets;

/// <summary>What would be sent holds secrets, key files or files over the limit; nothing was sent.</summary>
public sealed class SecretsFoundException(string what, IReadOnlyList<SecretFinding> findings)
    : RunnerException(Tell(what, findings), Way(findings))
{
    private const int MostTold = 10;

    public IReadOnlyList<SecretFinding> Findings { get; } = findings;

    private static string Tell(string what, IReadOnlyList<SecretFinding> findings)
    {
        var told = findings.Take(MostTold).Select(finding => $"\n  {finding.Sentence}");
        var more = findings.Count > MostTold ? $"\n  … and {findings.Count - MostTold} more" : "";
        return $"{what} It would send:{string.Concat(told)}{more}\n";
    }

    private static string Way(IReadOnlyList<SecretFinding> findings) =>
        "Take it out, or ignore the file with .gitignore. Where it is meant to be sent, allow the file on the page, or with "
        + $"--allow-secret '{findings[0].Path}'.";
}
