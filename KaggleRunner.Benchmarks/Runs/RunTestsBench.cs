using System.Globalization;
using System.Security;
using System.Text;
using KaggleRunner.Benchmarks.Logs;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Benchmarks.Runs;

/// <summary>The tests of a run in the page, and the log with its sections: of a few tests, and of very many.</summary>
internal static class RunTestsBench
{
    private const int FailingOne = 200;
    private const string Look = """
        (() => {
          window.rowsPainted = (isSo) => painted(() => {
            const rows = [...document.querySelectorAll(".tests .line.test")];
            return rows.length > 0 && rows.every(isSo);
          });
          window.typed = async (text) => {
            const input = document.querySelector(".tests input[type=search]");
            const began = performance.now();
            input.value = text;
            input.dispatchEvent(new Event("input", { bubbles: true }));
            return (await rowsPainted((row) => row.title.includes(text))) - began;
          };
          window.chosen = async (chip, state) => {
            const began = performance.now();
            [...document.querySelectorAll(".tests .chips button")].find((button) => button.textContent.includes(chip)).click();
            return (await rowsPainted((row) => row.classList.contains(state))) - began;
          };
          window.scrolled = async (share) => {
            const tree = document.querySelector(".tests .tree");
            const began = performance.now();
            tree.scrollTop = tree.scrollHeight * share;
            const { top, bottom } = tree.getBoundingClientRect();
            return (await painted(() => [...tree.querySelectorAll(".line")].some((row) => {
              const box = row.getBoundingClientRect();
              return box.top < bottom - 60 && box.bottom > top + 60;
            }))) - began;
          };
        })()
        """;

    public static async Task<int> RunAsync(LogBench bench, int count)
    {
        var few = await bench.UntilEndedAsync(await bench.LaunchAsync("small.py"));
        var many = await bench.UntilEndedAsync(await bench.LaunchAsync("small.py"));
        few = await WriteAsync(bench, few, 30);
        many = await WriteAsync(bench, many, count);
        await using var page = await LogPage.OpenAsync(bench.Login);
        Figures.Print("dashboard's memory at the start", bench.ServerMegabytes(), "MB");
        await OpenAsync(page, bench, few, "30 tests");
        await OpenAsync(page, bench, many, $"{count:N0} tests");
        Figures.Print("dashboard's memory with them", bench.ServerMegabytes(), "MB");
        await UseAsync(page, count);
        await PrintHeldAsync(page, $"{count:N0} tests");
        await OpenLogAsync(page, bench, few, 30);
        await OpenLogAsync(page, bench, many, count);
        await PrintHeldAsync(page, $"the log of {count:N0} tests");
        Figures.Print("dashboard's memory at the end", bench.ServerMegabytes(), "MB");
        Figures.PrintLoad();
        return 0;
    }

    // The page's clock begins with the navigation.
    private static async Task OpenAsync(LogPage page, LogBench bench, Run run, string what)
    {
        var opened = new List<double>();
        for (var i = 0; i <= 5; i++)
        {
            await page.GoToAsync(bench.Address("/healthz"));
            await page.GoToAsync(bench.Address($"{run.Id.Path}?tab=tests"));
            await page.Page.EvaluateAsync(Look);
            opened.Add(await page.Page.EvaluateAsync<double>("() => rowsPainted(() => true)"));
        }

        Figures.PrintSpread($"Tests tab opened, {what}", [.. opened.Skip(1)]);
    }

    private static async Task UseAsync(LogPage page, int count)
    {
        var (typed, chosen, scrolled) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < 10; i++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"case[{(i * 7919) % count}");
            for (var length = text.Length - 3; length <= text.Length; length++)
            {
                typed.Add(await page.Page.EvaluateAsync<double>("text => typed(text)", text[..length]));
            }
        }

        await page.Page.EvaluateAsync("() => typed('case')");
        for (var i = 0; i < 10; i++)
        {
            var (chip, state) = i % 2 == 0 ? ("Failed", "failed") : ("Passed", "passed");
            chosen.Add(
                await page.Page.EvaluateAsync<double>("([chip, state]) => chosen(chip, state)", (string[])[chip, state])
            );
        }

        for (var i = 1; i < 20; i++)
        {
            scrolled.Add(await page.Page.EvaluateAsync<double>("share => scrolled(share)", (i * 7 % 20) / 20.0));
        }

        Figures.PrintSpread("filter by name, each letter", typed);
        Figures.PrintSpread("filter by outcome", chosen);
        Figures.PrintSpread("scrolled to another place", scrolled);
    }

    private static async Task OpenLogAsync(LogPage page, LogBench bench, Run run, int count)
    {
        var opened = new List<double>();
        for (var i = 0; i <= 5; i++)
        {
            await page.GoToAsync(bench.Address("/healthz"));
            await page.GoToAsync(bench.Address($"{run.Id.Path}?tab=log"));
            opened.Add(
                await page.Page.EvaluateAsync<double>(
                    "() => painted(() => document.querySelector('.log .row.heading'))"
                )
            );
        }

        Figures.PrintSpread($"log with its sections opened, {count:N0} tests", [.. opened.Skip(1)]);
        var jumps = new List<double>();
        var random = new Random(1);
        for (var i = 0; i < 20; i++)
        {
            jumps.Add(await page.Page.EvaluateAsync<double>($"() => jump({random.Next(3, count)})"));
        }

        Figures.PrintSpread($"jump to any line, {count:N0} tests", jumps);
    }

    private static async Task PrintHeldAsync(LogPage page, string what)
    {
        var (heap, elements) = await page.HeldAsync();
        Figures.Print($"JS heap, {what}", heap, "MB");
        Figures.Print($"elements in the document, {what}", elements, "");
    }

    /// <summary>As pytest and the kernel's plugin leave them: a line, a record and a case of the report for each test.</summary>
    private static async Task<Run> WriteAsync(LogBench bench, Run run, int count)
    {
        await using (var log = LogIngest.OpenAnew(run.Folder, run.Nonce, SecretRedactor.ByShape))
        {
            log.BeginConnection();
            log.Append(new LogEvent("stdout", 0, Record(run, """{"record":"phase","name":"run","state":"started"}""")));
            foreach (var part in Enumerable.Range(0, count).Chunk(500))
            {
                log.Append(
                    new LogEvent("stdout", part[0] / 100.0, string.Concat(part.Select(n => Lines(run, n, count))))
                );
            }

            log.Append(
                new LogEvent(
                    "stdout",
                    count / 100.0,
                    Record(run, """{"record":"phase","name":"run","state":"failed"}""")
                )
            );
            log.Complete();
        }

        await File.WriteAllTextAsync(Path.Combine(run.Folder, "junit.xml"), Report(count));
        var failed = (count + FailingOne - 1) / FailingOne;
        var ended = run with
        {
            Tests = new TestCounts(Passed: count - failed, Failed: failed, Total: count),
            Verdict = new Verdict(VerdictKind.Failed, $"{failed} tests failed."),
        };
        await bench.SaveAsync(ended);
        return ended;
    }

    private static string Lines(Run run, int n, int count)
    {
        var fails = n % FailingOne == 0;
        var rest = fails
            ? $",\"message\":\"assert {n} == 0\",\"details\":\"def test_case(n):\\n>   assert n == 0\\nE   assert {n} == 0\\n\\ntest.py:3: AssertionError\""
            : ",\"message\":null";
        var record =
            $"{{\"record\":\"test\",\"id\":\"{Id(n)}\",\"outcome\":\"{(fails ? "failed" : "passed")}\",\"seconds\":0.01,\"total\":{count}{rest}}}";
        return $"{Id(n)} {(fails ? "FAILED" : "PASSED")}\n{Record(run, record)}";
    }

    private static string Report(int count)
    {
        var text = new StringBuilder("<?xml version=\"1.0\"?><testsuites><testsuite name=\"pytest\">");
        for (var n = 0; n < count; n++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"<testcase classname=\"tests.part_{n / 5000}.test_module_{n / 50}.TestThing\" name=\"test_case[{n}]\" time=\"0.01\">"
            );
            if (n % FailingOne == 0)
            {
                var details = SecurityElement.Escape($"def test_case(n):\n>   assert n == 0\nE   assert {n} == 0\n");
                text.Append(CultureInfo.InvariantCulture, $"<failure message=\"assert {n} == 0\">{details}</failure>");
            }

            text.Append("</testcase>");
        }

        return text.Append("</testsuite></testsuites>").ToString();
    }

    private static string Id(int n) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"tests/part_{n / 5000}/test_module_{n / 50}.py::TestThing::test_case[{n}]"
        );

    private static string Record(Run run, string json) => $"##kaggle-runner[{run.Nonce}] {json}\n";
}
