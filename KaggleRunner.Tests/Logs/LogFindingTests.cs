using KaggleRunner.Core.Common;
using KaggleRunner.Core.Logs;
using static KaggleRunner.Tests.Logs.LogFolder;

namespace KaggleRunner.Tests.Logs;

public sealed class LogFindingTests : IDisposable
{
    private readonly LogFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_hit_can_be_reached_from_the_one_before_and_from_the_one_behind()
    {
        var random = new Random(1);
        var isHit = Enumerable
            .Range(0, 200_000)
            .Select(n => n is > 50_000 and < 90_000 || random.Next(9) == 0)
            .ToList();
        await WriteAsync(string.Concat(isHit.Select(hit => hit ? "a needle here\n" : "nothing but hay\n")));
        var lines = isHit.Index().Where(line => line.Item).Select(line => line.Index + 1).ToList();

        var finding = await FindAsync(new LogQuery("NEEDLE"));

        finding.Total.Should().Be(lines.Count).And.BeGreaterThan(LogHits.Most);
        finding.IsComplete.Should().BeTrue();
        foreach (
            var place in Enumerable.Range(0, 300).Select(_ => random.Next(1, lines.Count - 1)).Append(lines.Count - 2)
        )
        {
            Step(finding, lines[place], 1).Should().Be((lines[place + 1], place + 2));
            Step(finding, lines[place], -1).Should().Be((lines[place - 1], place));
            Step(finding, lines[place], 0).Should().Be((lines[place], place + 1));
        }

        Step(finding, lines[10], 25_000).Should().Be((lines[25_010], 25_011));
    }

    [Fact]
    public async Task Between_hits_the_next_one_on_either_side_is_found_and_behind_the_last_the_first()
    {
        await WriteAsync("hay\nneedle\nhay\nhay\nneedle\nhay\n");
        var finding = await FindAsync(new LogQuery("needle"));

        Step(finding, 0, 1).Should().Be((2, 1));
        Step(finding, 3, 1).Should().Be((5, 2));
        Step(finding, 3, -1).Should().Be((2, 1));
        Step(finding, 5, 1).Should().Be((2, 1));
        Step(finding, 6, 1).Should().Be((2, 1));
        Step(finding, 2, -1).Should().Be((5, 2));
        Step(finding, 1, -1).Should().Be((5, 2));
        Step(finding, 99, -1).Should().Be((5, 2));
        Step(finding, 2, 4).Should().Be((2, 1));
        finding.Step(3, 0, Cancel).Should().BeNull();
        (await FindAsync(new LogQuery("straw"))).Step(1, 1, Cancel).Should().BeNull();
    }

    [Fact]
    public async Task Hits_around_come_along_but_never_many()
    {
        await WriteAsync(string.Concat(Enumerable.Repeat("needle\n", 50_000)));
        var finding = await FindAsync(new LogQuery("needle"));

        var hit = finding.Step(20_000, 1, Cancel)!;

        hit.FirstPlace.Should().Be(19_901);
        hit.Around.Should().Equal(Enumerable.Range(19_901, 201));
        finding.Step(50_000, 1, Cancel)!.Around.Should().Equal(Enumerable.Range(1, 101));
    }

    [Fact]
    public async Task A_log_that_grows_is_gone_on_with()
    {
        await using var log = _folder.Open();
        var finding = LogFinding.Begin(_folder.Path, new LogQuery("x7$", IsRegex: true));
        var lines = 0;
        foreach (var more in (int[])[1, 9, 40_000, 5, 60_000, 1])
        {
            log.Append(
                Out(string.Concat(Enumerable.Range(lines + 1, more).Select(n => $"some more words x{n % 10}\n")))
            );
            log.Flush();
            lines += more;

            finding = await finding.GoOnAsync(Cancel);

            finding.Total.Should().Be(Hits(lines).Count());
            finding.IsComplete.Should().BeTrue();
            var last = Hits(lines).LastOrDefault();
            finding.Step(0, -1, Cancel)?.Line.Should().Be(last);
        }

        (await finding.GoOnAsync(Cancel)).Should().BeSameAs(finding, "nothing was added");

        static IEnumerable<int> Hits(int lines) => Enumerable.Range(1, lines).Where(n => n % 10 == 7);
    }

    [Fact]
    public async Task A_log_that_began_anew_is_counted_anew()
    {
        await WriteAsync(string.Concat(Enumerable.Repeat("needle\n", 5000)));
        var before = await FindAsync(new LogQuery("needle"));
        await using (var log = LogIngest.OpenAnew(_folder.Path, Nonce, SecretRedactor.ByShape))
        {
            log.Append(Out("hay\nneedle\n"));
            log.Complete();
        }

        var after = await before.GoOnAsync(Cancel);

        after.Total.Should().Be(1);
        Step(after, 0, 1).Should().Be((2, 1));
        before.Step(4000, 1, Cancel).Should().BeNull("what was counted is gone");
    }

    [Fact]
    public async Task Of_no_log_nothing_is_found_and_a_wrong_expression_is_told()
    {
        var finding = await FindAsync(new LogQuery("x"));
        finding.Total.Should().Be(0);
        finding.Step(1, 1, Cancel).Should().BeNull();

        var wrong = () => LogFinding.Begin(_folder.Path, new LogQuery("a(", IsRegex: true));
        wrong.Should().Throw<RunnerException>();
    }

    private static (int Line, int Place) Step(LogFinding finding, int line, int by)
    {
        var hit = finding.Step(line, by, Cancel)!;
        hit.Around[hit.Place - hit.FirstPlace].Should().Be(hit.Line);
        return (hit.Line, hit.Place);
    }

    private async Task WriteAsync(string text)
    {
        await using var log = _folder.Open();
        log.Append(Out(text));
        log.Complete();
    }

    private Task<LogFinding> FindAsync(LogQuery query) => LogFinding.Begin(_folder.Path, query).GoOnAsync(Cancel);
}
