namespace KaggleRunner.Core.Repositories;

/// <summary>
/// The files of a project as git sees them: tracked and new ones, without the ignored. One listing per project is kept and
/// read again when it is older than a few seconds.
/// </summary>
public sealed class RepositoryTree(GitProgram git, TimeProvider time)
{
    // Fresh: served as it is. Usable: served while a newer one is read. Older: the newer one is waited for.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Usable = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Cached> _cache = new(StringComparer.Ordinal);

    /// <summary>One folder's entries, folders first, in natural order; <c>""</c> is the root.</summary>
    public async Task<IReadOnlyList<TreeEntry>> ListAsync(
        Project project,
        string folder,
        CancellationToken cancellationToken
    ) => (await ListingAsync(project, cancellationToken).ConfigureAwait(false)).In(folder);

    /// <summary>At most <paramref name="limit"/> entries that match what was typed, the best first.</summary>
    public async Task<IReadOnlyList<TreeEntry>> SearchAsync(
        Project project,
        string text,
        int limit,
        CancellationToken cancellationToken
    ) => TreeSearch.Find(await ListingAsync(project, cancellationToken).ConfigureAwait(false), text, limit);

    /// <summary>Forgets the listing, so that the next question reads the project again.</summary>
    public void Forget(Project project)
    {
        lock (_gate)
        {
            _cache.Remove(project.Root);
        }
    }

    private Task<TreeListing> ListingAsync(Project project, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_cache.TryGetValue(project.Root, out var cached) || MustWait(cached))
            {
                _cache[project.Root] = cached = Begin(project);
            }
            else if (Age(cached) > Fresh && cached.Reading.IsCompleted)
            {
                _cache[project.Root] = Begin(project) with { Ready = cached.Reading };
            }

            var answer = cached.Ready is not null && !cached.Reading.IsCompleted ? cached.Ready : cached.Reading;
            return answer.WaitAsync(cancellationToken);
        }
    }

    private bool MustWait(Cached cached) =>
        cached.Reading.IsFaulted || (cached.Reading.IsCompleted && Age(cached) > Usable);

    // Not tied to the one who asked first: others wait for the same reading.
    private Cached Begin(Project project) => new(Task.Run(() => ReadAsync(project)), time.GetTimestamp());

    private TimeSpan Age(Cached cached) => time.GetElapsedTime(cached.StartedAt);

    private async Task<TreeListing> ReadAsync(Project project) =>
        new(
            await git.ReadAsync(
                    project.Root,
                    ["ls-files", "-z", "-t", "--cached", "--others", "--deleted", "--exclude-standard"],
                    CancellationToken.None
                )
                .ConfigureAwait(false)
        );

    /// <param name="Ready">The listing before, served until this one is read.</param>
    private sealed record Cached(Task<TreeListing> Reading, long StartedAt, Task<TreeListing>? Ready = null);
}
