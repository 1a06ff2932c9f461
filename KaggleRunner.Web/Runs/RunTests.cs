using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Results;

namespace KaggleRunner.Web.Runs;

/// <summary>
/// The tests of one run as they end. What is read, away from the page's thread, is taken into the tree on it: each test
/// once, however many there are.
/// </summary>
public sealed class RunTests(string folder)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly LogSections _sections = LogSections.Open(folder);
    private int _taken;

    public TestTree Tree { get; private set; } = new();

    /// <summary>How many there will be; null until pytest has collected them.</summary>
    public int? Total { get; private set; }

    /// <summary>What is wrong with the report, in words.</summary>
    public string? Problem { get; private set; }

    /// <summary>Reads what is new of the records.</summary>
    public Task<TestsNews> ReadAsync(CancellationToken cancellationToken) => Task.Run(Read, cancellationToken);

    /// <summary>Reads the report of a run that has ended.</summary>
    public Task<TestsNews> ReadReportAsync(CancellationToken cancellationToken) =>
        Task.Run(ReadReport, cancellationToken);

    /// <summary>Takes in what was read; false when it was nothing.</summary>
    public bool Take(TestsNews news)
    {
        if (news.IsAnew)
        {
            Tree = new TestTree();
        }

        foreach (var test in news.Tests)
        {
            Tree.Put(TestRow.Of(test));
        }

        foreach (var test in news.Report?.Cases ?? [])
        {
            var known = Tree.Find(test.Id)?.Row;
            if (known is null || test is not { Message: null, Details: null, Output: null })
            {
                Tree.Put(known?.With(test) ?? TestRow.Of(test));
            }
        }

        var isNews = news.IsAnew || news.Tests.Count > 0 || news.Report is not null || Total != news.Total;
        (Total, Problem) = (news.Total, news.Report?.Problem ?? Problem);
        return isNews;
    }

    /// <summary>The test's lines in the log; null when it has none there.</summary>
    public (int First, int Last)? LinesOf(string id)
    {
        lock (_gate)
        {
            return
                _places.TryGetValue(id, out var place)
                && _sections.Tests[place] is var test
                && test.LastLine >= test.FirstLine
                ? (test.FirstLine, test.LastLine)
                : null;
        }
    }

    private TestsNews Read()
    {
        try
        {
            lock (_gate)
            {
                _sections.Update();
                var isAnew = _sections.Tests.Count < _taken;
                if (isAnew)
                {
                    _taken = 0;
                    _places.Clear();
                }

                List<TestSection> tests = [.. _sections.Tests.Skip(_taken)];
                foreach (var test in tests)
                {
                    _places[test.Id] = _taken++;
                }

                return new TestsNews(tests, _sections.TotalTests, isAnew, Report: null);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new TestsNews([], Total, IsAnew: false, Report: null);
        }
    }

    private TestsNews ReadReport()
    {
        var path = Path.Combine(folder, "junit.xml");
        return new TestsNews([], Total, IsAnew: false, File.Exists(path) ? JunitReport.Read(path) : null);
    }
}

/// <summary>What was read of a run's tests since the look before.</summary>
/// <param name="IsAnew">The log was begun anew: what was known before is void.</param>
/// <param name="Report">The report that pytest wrote at its end; null while it runs.</param>
public sealed record TestsNews(IReadOnlyList<TestSection> Tests, int? Total, bool IsAnew, TestReport? Report);
