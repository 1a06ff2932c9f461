using System.Text.RegularExpressions;
using KaggleRunner.Core.Repositories.Changes;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Web.NewRun;

/// <summary>
/// The script that a run pushed beside the one that would be pushed now. What differs between any two runs (the nonce, the
/// commit, the packed source) is made alike, so that only what somebody changed stands out.
/// </summary>
public static partial class ScriptComparison
{
    private const long MostBytes = 2_000_000;

    /// <summary>Null when the run has no script (any more).</summary>
    public static async Task<FileChange?> WithAsync(Run last, string script, CancellationToken cancellationToken)
    {
        var file = new FileInfo(Path.Combine(last.Folder, "script.py"));
        try
        {
            if (!file.Exists || file.Length > MostBytes)
            {
                return null;
            }

            var before = await File.ReadAllTextAsync(file.FullName, cancellationToken);
            return new(Alike(before), Alike(script), null, before.Length, script.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The script with marks in the place of nonce, commit and packed source.</summary>
    public static string Alike(string script) =>
        Fleeting().Replace(script, line => $"{line.Groups["name"].Value}\"…\"{line.Groups["end"].Value}");

    // Only lines of the one JSON document look like this: one name and value a line, indented by two spaces or more.
    [GeneratedRegex(
        """^(?<name>  +"(nonce|sha|sha256|bundle)": )(null|"[^"\n]*")(?<end>,?)$""",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Fleeting();
}
