using System.Collections.Frozen;
using System.Security.Cryptography;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Tests.Repositories.States;

/// <summary>All that a user has in a repository and that a run has no business with, and what its remote holds.</summary>
internal sealed record RepositoryTraces
{
    public string? Head { get; private init; }
    public string References { get; private init; } = "";
    public string Reflog { get; private init; } = "";
    public string Index { get; private init; } = "";
    public string Status { get; private init; } = "";
    public string Files { get; private init; } = "";
    public IReadOnlyDictionary<string, string> Remote { get; init; } = FrozenDictionary<string, string>.Empty;

    public static async Task<RepositoryTraces> TakeAsync(StateRepository repository)
    {
        var traces = new RepositoryTraces
        {
            Remote = repository.Remote is { } remote
                ? await ReferencesAsync(remote)
                : FrozenDictionary<string, string>.Empty,
        };
        if (await TryAsync(repository.Root, "rev-parse", "--is-inside-work-tree") != "true")
        {
            return traces;
        }

        var index = Path.GetFullPath(
            Path.Combine(repository.Root, await repository.GitAsync("rev-parse", "--git-path", "index"))
        );
        return traces with
        {
            Head = await TryAsync(repository.Root, "rev-parse", "--verify", "HEAD"),
            References = await repository.GitAsync("for-each-ref", "refs/heads", "refs/tags", "refs/stash"),
            Reflog = await TryAsync(repository.Root, "reflog", "--all") ?? "",
            Index = File.Exists(index) ? Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(index))) : "",
            Status =
                await TryAsync(repository.Root, "--no-optional-locks", "status", "--porcelain=v2", "--branch") ?? "",
            Files = FilesIn(repository.Root),
        };
    }

    /// <summary>What a sync came to, in the words of the documentation.</summary>
    public static string Describe(RepositoryTraces before, RepositoryTraces after, Revision revision)
    {
        var what =
            revision.Sha == before.Head ? "the last commit"
            : revision.Sha == after.Head ? "a new commit"
            : before.Remote.Values.Contains(revision.Sha, StringComparer.Ordinal) ? "the pushed commit"
            : "the working tree";
        var news = after.Remote.Where(pair => before.Remote.GetValueOrDefault(pair.Key) != pair.Value).ToList();
        var where =
            news.Count == 0 ? ""
            : news.TrueForAll(pair => pair.Key.StartsWith("refs/heads/kaggle-runner/", StringComparison.Ordinal))
                ? ", pushed as a snapshot"
            : ", pushed";
        return what + where;
    }

    private static async Task<IReadOnlyDictionary<string, string>> ReferencesAsync(string repository) =>
        (await TestRepository.GitInAsync(repository, "for-each-ref", "--format=%(refname) %(objectname)"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(line => line.Split(' ')[0], line => line.Split(' ')[1], StringComparer.Ordinal);

    private static async Task<string?> TryAsync(string folder, params string[] arguments)
    {
        try
        {
            return await TestRepository.GitInAsync(folder, arguments);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string FilesIn(string root) =>
        string.Join(
            '\n',
            Directory
                .EnumerateFiles(
                    root,
                    "*",
                    new EnumerationOptions
                    {
                        RecurseSubdirectories = true,
                        AttributesToSkip = FileAttributes.ReparsePoint,
                    }
                )
                .Where(path => !path.Contains("/.git/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(path => $"{path} {new FileInfo(path).Length} {File.GetLastWriteTimeUtc(path).Ticks}")
        );
}
