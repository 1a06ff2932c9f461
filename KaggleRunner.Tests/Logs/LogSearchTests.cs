using System.Text.RegularExpressions;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Logs;
using static KaggleRunner.Tests.Logs.LogFolder;

namespace KaggleRunner.Tests.Logs;

public sealed class LogSearchTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_search_ignores_case_and_colours()
    {
        await WriteAsync(
            "Zürich\nno\n\u001b[1mZÜ\u001b[0;31mrich\u001b[0m\u001b]8;;http://x\u0007!\nzürich zürich\n",
            string.Concat(Enumerable.Range(5, 300_000).Select(i => $"filling line number {i}\n")),
            "zürich at the end\n\u001b[2mred\u001b[0mUCED\nſ is no S\n"
        );

        (await FindAsync("zürich")).Should().Equal(1, 3, 4, 300_005);
        (await FindAsync("rich!")).Should().Equal(3);
        (await FindAsync("[0;31m")).Should().BeEmpty();
        (await FindAsync("NUMBER 300004")).Should().Equal(300_004);
        (await FindAsync("reduced")).Should().Equal(300_006);
        (await FindAsync("ſ IS")).Should().Equal(300_007);
        (await FindAsync("")).Should().BeEmpty();
        (await FindAsync("h\nno")).Should().BeEmpty();
        (await FindAsync("\ud83d")).Should().BeEmpty();
    }

    [Fact]
    public async Task Case_matters_when_asked_for()
    {
        await WriteAsync("Zürich\nzürich\nError\nerror\n");

        (await SearchAsync(new LogQuery("zürich", MatchCase: true))).Lines.Should().Equal(2);
        (await SearchAsync(new LogQuery("Err", MatchCase: true))).Lines.Should().Equal(3);
        (await SearchAsync(new LogQuery("^err", IsRegex: true, MatchCase: true))).Lines.Should().Equal(4);
        (await SearchAsync(new LogQuery("^ERR", IsRegex: true))).Lines.Should().Equal(3, 4);
    }

    [Fact]
    public async Task All_hits_are_counted_and_the_first_ten_thousand_listed()
    {
        await WriteAsync(
            string.Concat(Enumerable.Range(1, 250_000).Select(i => i % 4 == 0 ? $"{i} hit hit\n" : $"{i} miss\n"))
        );
        var first = Enumerable.Range(1, LogHits.Most).Select(i => i * 4);

        foreach (var query in new[] { new LogQuery("HIT"), new LogQuery("h[io]t", IsRegex: true) })
        {
            var found = await SearchAsync(query);

            found.Total.Should().Be(62_500);
            found.IsComplete.Should().BeTrue();
            found.Lines.Should().Equal(first);
        }
    }

    // Against the plainest way to search, over blocks, long lines, escape sequences and characters of all lengths.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_search_finds_what_a_look_at_each_line_finds(int seed)
    {
        var random = new Random(seed);
        await WriteAsync([.. Enumerable.Range(0, 6000).Select(_ => Line(random))]);
        var text = await File.ReadAllTextAsync(_folder.In("log.txt"), TestContext.Current.CancellationToken);
        var lines = text.Split('\n')[..^1].Select(AnsiText.Strip).ToList();

        foreach (
            var word in Words.Concat([
                "a",
                "\r",
                "e6",
                "s e",
                "📈é",
                "Étape ",
                "ERROR: no",
                "xxxxxx",
                "ß",
                "é ",
                "日",
                "📈",
                "語\t",
                "ÉX",
                "Étape 3 FINIE",
            ])
        )
        {
            var any = (await SearchAsync(new LogQuery(word))).Lines;
            var exact = (await SearchAsync(new LogQuery(word, MatchCase: true))).Lines;

            any.Should().Equal(Where(lines, line => line.Contains(word, StringComparison.OrdinalIgnoreCase)), word);
            exact.Should().Equal(Where(lines, line => line.Contains(word, StringComparison.Ordinal)), word);
        }

        foreach (
            var pattern in new[]
            {
                "err",
                "^error",
                "loss$",
                @"\bstep\b \d+",
                "^$",
                ".",
                @"e\s*l",
                "[^a]x",
                @"\Aerror",
                "(?i)x",
                "x*",
                "é+📈",
                @"(?<w>\w)\k<w>",
                "(?=e)error",
                @"e[\s\S]*x",
                "^",
                @"\z",
                "x{40}",
            }
        )
        {
            var expected = new Regex(
                pattern,
                RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
                TimeSpan.FromSeconds(10)
            );
            var found = await SearchAsync(new LogQuery(pattern, IsRegex: true));

            found.Lines.Should().Equal(Where(lines, line => expected.IsMatch(WithoutReturn(line))), pattern);
        }
    }

    [Fact]
    public async Task A_wrong_regular_expression_is_explained()
    {
        await WriteAsync("a(\n");

        var search = () => SearchAsync(new LogQuery("a(", IsRegex: true));

        (await search.Should().ThrowAsync<RunnerException>()).Which.Sentence.Should().Contain("offset 2");
        (await FindAsync("a(")).Should().Equal(1);
    }

    [Theory]
    [InlineData("(x+x+)+y")]
    [InlineData(@"(x+x+)+\1y", true)]
    [InlineData("((x{1,300}){1,300}){1,300}y", true)]
    public async Task A_hostile_pattern_ends_soon(string pattern, bool mayBeRefused = false)
    {
        await WriteAsync($"{new string('x', 20_000)}\nxxxxy\n");
        try
        {
            (await SearchAsync(new LogQuery(pattern, IsRegex: true))).Lines.Should().Contain(2);
        }
        catch (RunnerException e)
        {
            mayBeRefused.Should().BeTrue();
            e.Message.Should().Contain("takes too long");
        }
    }

    // Long enough for the engine that may backtrack to be tried, on lines that it does not come to an end with.
    [Theory]
    [InlineData("(x+x+)+y")]
    [InlineData(@"(\w+\d*)+!")]
    [InlineData("(x|xx)+$")]
    public async Task A_hostile_pattern_ends_on_a_long_log_too_and_finds_what_there_is(string pattern)
    {
        const int Lines = 120_000;
        var tame = string.Concat(Enumerable.Range(1, 60).Select(n => $"tame line {n} of many, y and all\n"));
        var wild = string.Concat(Enumerable.Range(1, 60).Select(n => $"{new string('x', 60 + n)} !y\n"));
        await WriteAsync([.. Enumerable.Range(0, Lines / 60).Select(n => n < Lines / 120 ? tame : wild), "xxxxy!x\n"]);
        var expected = new Regex(pattern, RegexOptions.NonBacktracking, TimeSpan.FromSeconds(10));
        var perTame = tame.Split('\n')[..^1].Count(expected.IsMatch);
        var perWild = wild.Split('\n')[..^1].Count(expected.IsMatch);

        var found = await SearchAsync(new LogQuery(pattern, IsRegex: true));

        found.IsComplete.Should().BeTrue();
        found.Total.Should().Be((Lines / 120 * (perTame + perWild)) + 1);
    }

    [Theory]
    [InlineData(@"\d+\.\d+ \w+ train")]
    [InlineData(@"step=\d*[02468]\b")]
    [InlineData("lazy[^x]dog")]
    [InlineData(@"(?=step=\d+7 )step")]
    public async Task An_expression_of_many_lines_of_a_long_log_counts_each(string pattern)
    {
        string Line(int n) => $"{n}.25 INFO train.py: step={n} the quick brown fox jumps over the lazy dog\n";
        await WriteAsync([
            .. Enumerable.Range(0, 50).Select(part => string.Concat(Enumerable.Range(part * 6000, 6000).Select(Line))),
        ]);
        var expected = new Regex(pattern, RegexOptions.IgnoreCase, TimeSpan.FromSeconds(10));

        var found = await SearchAsync(new LogQuery(pattern, IsRegex: true));

        found.Total.Should().Be(Enumerable.Range(0, 300_000).Count(n => expected.IsMatch(Line(n))));
    }

    [Fact]
    public async Task A_log_that_was_cut_behind_its_marks_back_is_searched_as_far_as_it_goes()
    {
        await WriteAsync("one x\ntwo x\nthree x\n");
        await using (var text = new FileStream(_folder.In("log.txt"), FileMode.Open))
        {
            text.SetLength(10);
        }

        (await FindAsync("x")).Should().Equal(1);
    }

    [Fact]
    public async Task A_search_can_be_cancelled()
    {
        await WriteAsync(string.Concat(Enumerable.Repeat("some line\n", 200_000)));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        var search = () => _folder.Reader.SearchAsync(new LogQuery("line"), cancelled.Token);

        await search.Should().ThrowAsync<OperationCanceledException>();
    }

    private static readonly string[] Words =
    [
        "error: not found",
        "Étape 3 finie",
        "loss",
        "step 17",
        "  ",
        "📈é",
        "ABBA",
        "x",
        "ERROR",
        "日本語",
        "\t",
        "e",
        "q{}",
    ];

    private static string Line(Random random)
    {
        if (random.Next(1500) == 0)
        {
            return new string('x', random.Next(1_500_000)) + "error\n";
        }

        var parts = Enumerable
            .Range(0, random.Next(8))
            .Select(_ =>
                random.Next(5) switch
                {
                    0 => $"\u001b[{random.Next(99)}m",
                    1 => random.Next(9) == 0 ? "\u001b]0;error\u001b\\" : "\r",
                    _ => Words[random.Next(Words.Length)],
                }
            );
        return string.Concat(parts) + "\n";
    }

    private static string WithoutReturn(string line) => line is [.. var rest, '\r'] ? rest : line;

    private static IEnumerable<int> Where(IEnumerable<string> lines, Func<string, bool> isHit) =>
        lines.Index().Where(line => isHit(line.Item)).Select(line => line.Index + 1).Take(LogHits.Most);

    private async Task WriteAsync(params string[] texts)
    {
        await using var log = _folder.Open();
        foreach (var text in texts)
        {
            log.Append(Out(text));
        }

        log.Complete();
    }

    private Task<IReadOnlyList<int>> FindAsync(string text) => LogFolder.FindAsync(_folder.Path, text);

    private Task<LogHits> SearchAsync(LogQuery query) =>
        _folder.Reader.SearchAsync(query, TestContext.Current.CancellationToken);
}
