using System.Text.Json;
using System.Text.RegularExpressions;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Generation;

/// <summary>
/// Reads back what a script of ours was told. The script comes from Kaggle and anybody may have written it: a document
/// that ours would not hold makes it a foreign script, never an error.
/// </summary>
internal static partial class ScriptJobReader
{
    private const string Begin = "# ---- job begins ----\nJOB = json.loads(r'''";
    private const string End = "''')\n# ---- job ends ----\n";
    private const int LongestPath = 1000;

    /// <summary>The job without its bundle, its settings without the kernel's; null when the script is not ours.</summary>
    public static ScriptJob? Read(string source)
    {
        if (source.Length > ScriptGenerator.SizeLimit)
        {
            return null;
        }

        var text = source.ReplaceLineEndings("\n");
        var begin = text.IndexOf(Begin, StringComparison.Ordinal);
        var end = begin < 0 ? -1 : text.IndexOf(End, begin + Begin.Length, StringComparison.Ordinal);
        try
        {
            return end < 0
                ? null
                : Job(
                    JsonSerializer.Deserialize(
                        text.AsSpan(begin + Begin.Length, end - begin - Begin.Length),
                        JobJsonContext.Default.JobDocument
                    )
                );
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ScriptJob? Job(JobDocument? document) =>
        document is not null
        && Nonce().IsMatch(document.Nonce ?? "")
        && Target(document.Target) is { } target
        && Revision(document.Source) is { } revision
        && IsWhole(document)
            ? new ScriptJob(target, Settings(document, target), revision, document.Nonce!, Bundle: null)
            : null;

    // What the types promise, a document need not hold.
    private static bool IsWhole(JobDocument document) =>
        IsWhole(document.Args)
        && IsWhole(document.PytestArgs)
        && document.Env is not null
        && document.Env.All(pair => pair.Value is not null)
        && IsWhole(document.Python?.Requirements)
        && IsWhole(document.Python?.Packages)
        && IsWhole(document.Outputs?.Include);

    private static bool IsWhole(IReadOnlyList<string>? list) => list is not null && list.All(item => item is not null);

    private static RunSettings Settings(JobDocument document, Target target) =>
        new()
        {
            Target = target.Path,
            Args = document.Args,
            PytestArgs = document.PytestArgs,
            Environment = new Dictionary<string, string>(document.Env, StringComparer.Ordinal),
            Quick = document.Quick,
            Internet = document.Internet,
            Timeout = document.TimeoutSeconds is > 0 and < 604_800 and var seconds
                ? TimeSpan.FromSeconds(seconds)
                : null,
            Python = new PythonSettings
            {
                Requirements = document.Python.Requirements,
                Packages = document.Python.Packages,
                Editable = document.Python.Editable,
            },
            Outputs = new OutputSettings { Include = document.Outputs.Include },
        };

    private static Target? Target(JobTarget? target) =>
        target is not null
        && Enum.IsDefined(target.Kind)
        && IsPath(target.Path)
        && (target.More ?? []).All(IsPath)
        && (target.Kind == TargetKind.Pytest || target.More is null or [])
            ? new Target(target.Path, target.Kind) { More = target.More ?? [] }
            : null;

    private static bool IsPath(string? path) =>
        path is { Length: > 0 and <= LongestPath }
        && !path.Any(char.IsControl)
        && path[0] is not ('/' or '-')
        && !path.Split('/').Contains("..", StringComparer.Ordinal);

    /// <summary>The SHA is handed to git, the address to a kernel, should the run be run again.</summary>
    private static Revision? Revision(JobSource? source) =>
        source is not null
        && Enum.IsDefined(source.Transport)
        && Sha().IsMatch(source.Sha ?? "")
        && (source.Transport == RevisionTransport.Bundle || IsCloneUrl(source.Url))
            ? new Revision
            {
                Sha = source.Sha!,
                Branch =
                    source.Branch is { Length: > 0 and <= LongestPath } branch && !branch.Any(char.IsControl)
                        ? branch
                        : null,
                Transport = source.Transport,
                CloneUrl = source.Transport == RevisionTransport.Clone ? source.Url : null,
            }
            : null;

    private static bool IsCloneUrl(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        && address.UserInfo.Length == 0;

    [GeneratedRegex(@"\A[0-9a-f]{8,64}\z", RegexOptions.None, 1000)]
    private static partial Regex Nonce();

    [GeneratedRegex(@"\A([0-9a-f]{40}|[0-9a-f]{64})\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sha();
}
