using System.Text.RegularExpressions;

namespace KaggleRunner.Core.Repositories;

/// <summary>Turns what git printed into words for a user.</summary>
internal static partial class GitReason
{
    private const int MostLines = 12;

    /// <summary>The text without user names, passwords and tokens in addresses.</summary>
    public static string Redact(string text) => Credentials().Replace(text, "${scheme}");

    /// <summary>Git's own reason: what follows <c>fatal:</c> or <c>error:</c>, else the last lines (a hook's, say).</summary>
    public static string Of(GitResult result)
    {
        var said = Lines(result.Error);
        if (said.Count == 0)
        {
            said = Lines(result.Text);
        }

        var own = said.Where(line => Prefix().IsMatch(line)).Select(line => Prefix().Replace(line, "")).ToList();
        var kept = own.Count > 0 && own.Count == said.Count ? own.Take(2) : said.TakeLast(MostLines);
        var reason = Redact(string.Join('\n', kept));
        return reason.Length == 0 ? $"it ended with exit code {result.ExitCode}" : reason;
    }

    /// <summary>The exception for a call that should not have failed.</summary>
    public static GitException Exception(GitCommand command, GitResult result)
    {
        var name = command.Arguments[0];
        var reason = Of(result);
        if (reason.Contains("dubious ownership", StringComparison.Ordinal))
        {
            return new(
                $"Git does not open {command.Folder}: the repository belongs to another user.",
                $"If you trust it: git config --global --add safe.directory '{command.Folder}'",
                name,
                result.ExitCode,
                reason
            );
        }

        return new($"git {name} failed: {reason}", WayOut(reason), name, result.ExitCode, reason);
    }

    private static string? WayOut(string reason) =>
        reason.Contains(".lock': File exists", StringComparison.Ordinal)
            ? "Another git is at work in this repository, or one was killed in it. Wait for it to end; if none is, remove the lock file."
        : reason.Contains("insufficient permission", StringComparison.Ordinal)
        || reason.Contains("Read-only file system", StringComparison.Ordinal)
        || (
            reason.Contains("Permission denied", StringComparison.Ordinal)
            && reason.Contains(".git/", StringComparison.Ordinal)
        )
            ? "The repository cannot be written to: make its .git folder yours, or run what is pushed already (none)."
        : null;

    private static List<string> Lines(string text) =>
        [
            .. text.Split('\n')
                .Select(line => line.TrimEnd('\r', ' '))
                .Where(line => line.Length > 0 && !line.StartsWith("hint:", StringComparison.Ordinal)),
        ];

    // Greedy up to the last @ of the authority: passwords hold @ themselves.
    [GeneratedRegex(@"(?<scheme>[A-Za-z][A-Za-z0-9+.-]*://)[^\s/'""]*@", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Credentials();

    [GeneratedRegex("^(fatal|error): ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Prefix();
}
