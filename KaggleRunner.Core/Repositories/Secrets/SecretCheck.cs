using System.Collections.Concurrent;
using KaggleRunner.Core.Repositories.Outgoing;

namespace KaggleRunner.Core.Repositories.Secrets;

/// <summary>
/// Looks through what would be sent for secrets, key files and files over the limit. What the other side holds already
/// is not told again; a content looked at once is not looked at twice.
/// </summary>
internal sealed class SecretCheck(GitProgram git)
{
    /// <summary>Git hosts warn from here on, and refuse at twice as much.</summary>
    public const long LargeFile = 50_000_000;

    private const int MostRemembered = 300_000;
    private readonly BlobReader _blobs = new(git);
    private readonly ConcurrentDictionary<string, IReadOnlyList<SecretHit>> _known = new(StringComparer.Ordinal);

    /// <param name="project">The project.</param>
    /// <param name="plan">What would be sent.</param>
    /// <param name="allowed">Files that the user allowed, whatever they hold.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task<IReadOnlyList<SecretFinding>> FindAsync(
        Project project,
        OutgoingPlan plan,
        IReadOnlyCollection<string> allowed,
        CancellationToken cancellationToken
    )
    {
        var except = allowed.ToHashSet(StringComparer.Ordinal);
        var files = plan.Files.Where(file => !except.Contains(file.Path)).ToList();
        var hits = await HitsAsync(project, [.. files.Where(file => file.Bytes <= LargeFile)], cancellationToken)
            .ConfigureAwait(false);
        var findings = new List<SecretFinding>();
        foreach (var group in files.GroupBy(file => file.Path, StringComparer.Ordinal))
        {
            var found = group
                .SelectMany(file => hits.GetValueOrDefault(KeyOf(project, file)) ?? [])
                .DistinctBy(hit => (hit.Rule.Id, hit.Line, hit.Fingerprint))
                .ToList();
            var name = SecretFileNames.WhatIs(group.Key);
            var bytes = group.Max(file => file.Bytes);
            if (found.Count > 0 || name is not null || bytes > LargeFile)
            {
                var before = await BeforeAsync(project, plan.Base, group.Key, cancellationToken).ConfigureAwait(false);
                findings.AddRange(New(group.Key, name, bytes, found, before));
            }
        }

        return [.. findings.OrderBy(finding => finding.Path, StringComparer.Ordinal).ThenBy(finding => finding.Line)];
    }

    private static IEnumerable<SecretFinding> New(
        string path,
        string? name,
        long bytes,
        List<SecretHit> found,
        Before? before
    )
    {
        if (name is not null && before is null)
        {
            yield return new(path, 0, "file-name", name, "");
        }

        if (bytes > LargeFile && before is not { Bytes: > LargeFile })
        {
            yield return new(path, 0, "large-file", $"a file of {bytes / 1_000_000} MB", "");
        }

        foreach (
            var hit in found.Where(hit =>
                before?.Fingerprints.Contains(hit.Fingerprint, StringComparer.Ordinal) != true
            )
        )
        {
            yield return new(path, hit.Line, hit.Rule.Id, hit.Rule.What, hit.Masked);
        }
    }

    private async Task<Dictionary<string, IReadOnlyList<SecretHit>>> HitsAsync(
        Project project,
        IReadOnlyList<OutgoingFile> files,
        CancellationToken cancellationToken
    )
    {
        if (_known.Count > MostRemembered)
        {
            _known.Clear();
        }

        var news = files.Where(file => !_known.ContainsKey(KeyOf(project, file))).ToList();
        await foreach (var (blob, content) in _blobs.ReadAsync(project, news, cancellationToken).ConfigureAwait(false))
        {
            _known[blob] = SecretScanner.Scan(content.Span);
        }

        foreach (var file in news.Where(file => file.Blob is null))
        {
            var key = KeyOf(project, file);
            var content = await WorkingTreeFile
                .TryReadAsync(project, file.Path, cancellationToken)
                .ConfigureAwait(false);
            _known[key] = SecretScanner.Scan(content);
        }

        return files
            .Select(file => KeyOf(project, file))
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(key => key, key => _known.GetValueOrDefault(key) ?? [], StringComparer.Ordinal);
    }

    private static string KeyOf(Project project, OutgoingFile file) =>
        file.Blob ?? WorkingTreeFile.Stamp(project, file.Path);

    // What the other side has of the file already.
    private async Task<Before?> BeforeAsync(
        Project project,
        string? @base,
        string path,
        CancellationToken cancellationToken
    )
    {
        if (@base is null)
        {
            return null;
        }

        var command = new GitCommand(project.Root, ["cat-file", "blob", $"{@base}:{path}"]);
        var result = await git.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return result.Succeeded
            ? new(result.Output.Length, [.. SecretScanner.Scan(result.Output).Select(hit => hit.Fingerprint)])
            : null;
    }

    private sealed record Before(long Bytes, IReadOnlyList<string> Fingerprints);
}
