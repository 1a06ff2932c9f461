using KaggleRunner.Core.Common;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Core.History.Tests;

/// <summary>
/// Tests over time. What is flaky, slow or failing is judged by a window: the newest ended runs with tests that the query
/// lets through. Runs in the trash do not count.
/// </summary>
public sealed class TestHistory(RunStore store, TimeProvider time)
{
    /// <summary>How many runs a window holds unless told.</summary>
    public const int Window = 50;

    /// <summary>One test's results in the query's runs, newest first, at most as many as the query takes.</summary>
    public Task<TestTimeline> FindAsync(
        ProjectId project,
        string nodeId,
        RunQuery query,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(
            query with
            {
                Project = project,
            },
            async rows => new TestTimeline(
                project,
                nodeId,
                await rows.ListPointsAsync(nodeId, cancellationToken).ConfigureAwait(false)
            ),
            cancellationToken
        );

    /// <summary>The tests whose node id holds the text, by name, each with its newest result in the query's runs.</summary>
    public Task<IReadOnlyList<FoundTest>> SearchAsync(
        string text,
        RunQuery query,
        CancellationToken cancellationToken
    ) => ReadAsync(query, rows => rows.SearchAsync(text, cancellationToken), cancellationToken);

    /// <summary>The unreliable tests, the worst first; what that means is said at <see cref="FlakyTest"/>.</summary>
    /// <param name="window">How many runs are looked at.</param>
    public Task<IReadOnlyList<FlakyTest>> ListFlakyAsync(
        RunQuery query,
        int window,
        CancellationToken cancellationToken
    ) =>
        ReadAsync<IReadOnlyList<FlakyTest>>(
            query,
            async rows =>
            {
                var found = await rows.ReadWindowAsync(window, cancellationToken).ConfigureAwait(false);
                WindowFlaky[] flaky = [.. found.Flaky().Take(query.Take)];
                var names = await rows.NamesAsync(flaky.Select(t => t.TestKey), cancellationToken)
                    .ConfigureAwait(false);
                return
                [
                    .. flaky.Select(t => new FlakyTest(
                        names[t.TestKey].Project,
                        names[t.TestKey].Id,
                        t.Runs,
                        t.Failures,
                        t.Flips,
                        t.SplitCommits,
                        t.Last
                    )),
                ];
            },
            cancellationToken
        );

    /// <summary>The slowest tests, by their median.</summary>
    /// <param name="window">How many runs are looked at.</param>
    public Task<IReadOnlyList<SlowTest>> ListSlowestAsync(
        RunQuery query,
        int window,
        CancellationToken cancellationToken
    ) =>
        ReadAsync<IReadOnlyList<SlowTest>>(
            query,
            async rows =>
            {
                var found = await rows.ReadWindowAsync(window, cancellationToken).ConfigureAwait(false);
                WindowSlow[] slow = [.. found.Slowest().Take(query.Take)];
                var names = await rows.NamesAsync(slow.Select(t => t.TestKey), cancellationToken).ConfigureAwait(false);
                return
                [
                    .. slow.Select(t => new SlowTest(
                        names[t.TestKey].Project,
                        names[t.TestKey].Id,
                        t.Runs,
                        t.Median,
                        t.Longest,
                        t.Last
                    )),
                ];
            },
            cancellationToken
        );

    /// <summary>The tests that fail now, with the run and commit since when; those that fail in the newest runs first.</summary>
    /// <param name="window">How many runs are looked at for what fails now; since when is looked for in all.</param>
    public Task<IReadOnlyList<FailingTest>> ListFailingAsync(
        RunQuery query,
        int window,
        CancellationToken cancellationToken
    ) =>
        ReadAsync<IReadOnlyList<FailingTest>>(
            query,
            async rows =>
            {
                var found = await rows.ReadWindowAsync(window, cancellationToken).ConfigureAwait(false);
                WindowResult[] failing = [.. found.Failing().Take(query.Take)];
                var names = await rows.NamesAsync(failing.Select(t => t.TestKey), cancellationToken)
                    .ConfigureAwait(false);
                var tests = new List<FailingTest>();
                foreach (var last in failing)
                {
                    var (at, since, good) = await rows.FindSinceAsync(last.TestKey, cancellationToken)
                        .ConfigureAwait(false);
                    tests.Add(new FailingTest(names[last.TestKey].Project, names[last.TestKey].Id, at, since, good));
                }

                return tests;
            },
            cancellationToken
        );

    private Task<T> ReadAsync<T>(RunQuery query, Func<TestRows, Task<T>> work, CancellationToken cancellationToken) =>
        store.ReadAsync(database => work(new TestRows(database, query, time.GetUtcNow())), cancellationToken);
}
