using KaggleRunner.Tests.Browser;
using KaggleRunner.Tests.CommandLine;
using KaggleRunner.Tests.Repositories.States;
using KaggleRunner.Tests.Runs;
using KaggleRunner.Tests.Runs.Soak;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(KaggleRunner.Tests.LongestFirst))]

namespace KaggleRunner.Tests;

/// <summary>
/// Begins with what takes longest in a row, so that at the end no processor waits for it: the tests of a collection come one after
/// the other, the collections side by side.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        nameof(LiveDashboard),
        nameof(RepositoryStateTests),
        nameof(FaultRunTests),
        nameof(RunPageStatesTests),
        nameof(RunPageTabsTests),
        nameof(RunPageDialogsTests),
        nameof(SampleHome),
        nameof(FaultSoakTests),
        nameof(PipelineTests),
        nameof(TroubleTests),
        nameof(DurabilityTests),
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections
    )
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(RankOf)];

    private static int RankOf<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection
    {
        var place = Array.FindIndex(
            Longest,
            name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)
        );
        return place < 0 ? Longest.Length : place;
    }
}
