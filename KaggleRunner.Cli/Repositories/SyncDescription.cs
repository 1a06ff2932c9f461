using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.CommandLine.Repositories;

/// <summary>What a sync would commit and push, in lines for the user.</summary>
internal static class SyncDescription
{
    private const int MostFiles = 20;

    public static IEnumerable<string> Of(WorkingTreeStatus status)
    {
        if (status.IsDirty)
        {
            yield return $"Not committed: {Words.Count(status.Changes.Count, "file")}";
            foreach (var change in status.Changes.Take(MostFiles))
            {
                yield return $"  {Letter(change.Kind)} {TerminalText.Plain(change.Path)}";
            }

            if (status.Changes.Count > MostFiles)
            {
                yield return $"  … and {status.Changes.Count - MostFiles} more";
            }
        }

        if (status.IsUnpushed)
        {
            yield return $"Not pushed: {Words.Count(status.Ahead, "commit")} of {TerminalText.Plain(Branch(status))}";
        }
    }

    public static string PushAction(WorkingTreeStatus status) =>
        (status.IsDirty, status.RemoteUrl is not null) switch
        {
            (true, true) => $"commit these files and push {Branch(status)}",
            (true, false) => "commit these files",
            _ => $"push {Branch(status)}",
        };

    /// <summary>What <c>--sync none</c> would run; null when there is nothing to run.</summary>
    public static string? NoneAction(WorkingTreeStatus status)
    {
        var sha = status.RemoteUrl is null ? status.HeadSha : status.PushedSha;
        return sha is null
            ? null
            : $"run the {(status.RemoteUrl is null ? "last" : "pushed")} commit {sha[..Math.Min(7, sha.Length)]} as it is";
    }

    public static string Flags(WorkingTreeStatus status)
    {
        var flags = Actions(status).Select(action => $"--sync {Name(action.Mode)}: {TerminalText.Plain(action.Text)}.");
        return string.Join('\n', flags);
    }

    /// <summary>What can be done now, each with what it does.</summary>
    public static IEnumerable<(SyncMode Mode, string Text)> Actions(WorkingTreeStatus status)
    {
        if (status.Obstacle is null)
        {
            yield return (SyncMode.Push, PushAction(status));
        }

        if (status.RemoteUrl is not null)
        {
            yield return (
                SyncMode.Snapshot,
                "push the files as they are to a branch of the run's own; your branch stays as it is"
            );
        }

        yield return (SyncMode.Bundle, "push nothing; the files as they are travel inside the script");
        if (NoneAction(status) is { } none)
        {
            yield return (SyncMode.None, none);
        }
    }

    /// <summary>What goes out, and how much.</summary>
    public static string Sent(SyncPreview preview) =>
        preview.TravelsInside
            ? $"Inside the script travel {Words.Count(preview.Files, "file")}, {Words.Size(preview.Bytes)}."
            : $"Pushed are {Words.Count(preview.Files, "changed file")}, {Words.Size(preview.Bytes)}.";

    private static string Name(SyncMode mode) => mode.ToString().ToLowerInvariant();

    private static string Branch(WorkingTreeStatus status) =>
        status.Upstream is { } upstream ? $"{status.Branch} to {upstream}" : status.Branch ?? "the branch";

    private static char Letter(ChangeKind kind) =>
        kind switch
        {
            ChangeKind.Modified => 'M',
            ChangeKind.Added => 'A',
            ChangeKind.Deleted => 'D',
            ChangeKind.Renamed => 'R',
            ChangeKind.Untracked => '?',
            _ => 'U',
        };
}
