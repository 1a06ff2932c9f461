using System.Threading.Channels;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Logs;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace KaggleRunner.Tests.Web.Logs;

public sealed class RunHubTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_log_opens_at_its_end_and_tells_what_is_added()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await using var log = OpenLog(run);
        Print(dashboard, run, log, string.Concat(Enumerable.Range(1, 300).Select(n => $"line {n}\n")));
        await using var hub = await ConnectAsync(dashboard);
        var grown = Messages<LogGrowth>(hub, "log");

        var opened = await hub.InvokeAsync<OpenedLog>("OpenLog", run.Id.Project.Value, 1, Cancel);
        opened.LineCount.Should().Be(300);
        opened.FirstLine.Should().Be(101);
        opened.Lines[^1].Text.Should().Be("line 300");

        Print(dashboard, run, log, "next\nunfinis");
        var growth = await grown.ReadAsync(Cancel);
        growth
            .Should()
            .BeEquivalentTo(
                new
                {
                    FromLine = 301,
                    LineCount = 301,
                    Partial = "unfinis",
                }
            );
        growth.Lines.Should().ContainSingle().Which.Text.Should().Be("next");
    }

    [Fact]
    public async Task A_burst_is_not_sent_whole_but_can_be_read()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await using var log = OpenLog(run);
        await using var hub = await ConnectAsync(dashboard);
        var grown = Messages<LogGrowth>(hub, "log");
        await hub.InvokeAsync<OpenedLog>("OpenLog", run.Id.Project.Value, 1, Cancel);

        Print(dashboard, run, log, string.Concat(Enumerable.Range(1, 5000).Select(n => $"line {n}\n")));
        var growth = await grown.ReadAsync(Cancel);
        growth.LineCount.Should().Be(5000);
        growth.Lines.Should().HaveCount(120);
        growth.Lines[^1].N.Should().Be(5000);
        var read = await hub.InvokeAsync<List<LogRow>>("ReadLines", run.Id.Project.Value, 1, 1200, 5000, Cancel);
        read.Should().HaveCount(500);
        read[0].Should().BeEquivalentTo(new { N = 1200, Text = "line 1200" });
        var found = await hub.InvokeAsync<FoundLines>(
            "FindInLog",
            run.Id.Project.Value,
            1,
            "LINE 499",
            false,
            false,
            Cancel
        );
        found.Lines.Should().StartWith([499, 4990]).And.HaveCount(11);
    }

    [Fact]
    public async Task Hits_beyond_any_list_are_told_by_their_place_also_of_a_log_that_grows()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await using var log = OpenLog(run);
        await using var hub = await ConnectAsync(dashboard);
        await hub.InvokeAsync<OpenedLog>("OpenLog", run.Id.Project.Value, 1, Cancel);
        Print(dashboard, run, log, string.Concat(Enumerable.Range(1, 60_000).Select(n => $"line {n}\n")));

        var last = await HitAsync("line", 1, -1);
        Print(dashboard, run, log, "line 60001\n");
        var next = await HitAsync("line", 60_000, 1);
        var none = await HitAsync("nowhere", 1, 1);

        (last.Total, last.Hit!.Place, last.Hit.Line).Should().Be((60_000, 60_000, 60_000));
        (next.Total, next.Hit!.Place, next.Hit.Line).Should().Be((60_001, 60_001, 60_001));
        none.Should().Be(new FoundHit(0, IsComplete: true, Hit: null));

        Task<FoundHit> HitAsync(string text, int line, int by) =>
            hub.InvokeCoreAsync<FoundHit>("FindHit", [run.Id.Project.Value, 1, text, false, false, line, by], Cancel);
    }

    [Theory]
    [InlineData("OpenLog", "There is no run", "other-000000", 1)]
    [InlineData("OpenLog", "There is no run", "demo-123456", 7)]
    [InlineData("OpenLog", "A run is named", "", 1)]
    [InlineData("OpenLog", "A run is named", "demo-123456", -1)]
    [InlineData("ReadLines", "Lines are counted", "demo-123456", 1, 0, 10)]
    [InlineData("ReadLines", "There is no run", "../../etc", 1, 1, 10)]
    [InlineData("FindInLog", "A search needs", "demo-123456", 1, "", false, false)]
    [InlineData("FindInLog", "cannot be used", "demo-123456", 1, "a(b", true, false)]
    [InlineData("FindHit", "A search needs", "demo-123456", 1, "", false, false, 1, 1)]
    [InlineData("FindHit", "cannot be used", "demo-123456", 1, "a(b", true, false, 1, 1)]
    [InlineData("FindHit", "There is no run", "other-000000", 1, "a", true, false, 1, 1)]
    [InlineData("ReadSections", "Open the log first", "demo-123456", 1)]
    [InlineData("ShowEnd", "Open the log first", "demo-123456", 1, true)]
    public async Task Nonsense_is_refused_with_a_sentence(string method, string sentence, params object[] arguments)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        await dashboard.AddRunAsync();
        await using var hub = await ConnectAsync(dashboard);
        var call = () => hub.InvokeCoreAsync<object>(method, arguments, Cancel);
        (await call.Should().ThrowAsync<HubException>()).Which.Message.Should().Contain(sentence);
    }

    [Fact]
    public async Task One_connection_opens_only_so_many_logs()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        await using var hub = await ConnectAsync(dashboard);
        for (var number = 1; number <= 9; number++)
        {
            await dashboard.AddRunAsync(number);
        }

        for (var number = 1; number <= 8; number++)
        {
            await hub.InvokeAsync<OpenedLog>("OpenLog", "demo-123456", number, Cancel);
        }

        var ninth = () => hub.InvokeAsync<OpenedLog>("OpenLog", "demo-123456", 9, Cancel);
        (await ninth.Should().ThrowAsync<HubException>()).Which.Message.Should().Contain("At most 8");
        await hub.InvokeAsync("CloseLog", "demo-123456", 3, Cancel);
        (await ninth()).LineCount.Should().Be(0);
    }

    [Fact]
    public async Task Changes_of_runs_are_told_to_who_asks()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = await dashboard.AddRunAsync();
        await using var hub = await ConnectAsync(dashboard);
        var changes = Messages<RunChange>(hub, "run");
        await hub.InvokeAsync("WatchRuns", Cancel);
        var ended = run with { Verdict = new Verdict(VerdictKind.Failed, "1 test failed") };
        await dashboard.App.Services.GetRequiredService<RunStore>().SaveAsync(ended, Cancel);

        // The save of AddRunAsync may still be on its way through the feed.
        while (await changes.ReadAsync(Cancel) is var change && change.Verdict is null)
        {
            change.Number.Should().Be(1);
        }
    }

    [Fact]
    public async Task Without_a_login_the_hub_cannot_be_reached()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(dashboard.Address, RunHub.Path)).Build();
        var start = () => hub.StartAsync(Cancel);
        (await start.Should().ThrowAsync<HttpRequestException>()).Which.Message.Should().Contain("401");
    }

    internal static LogIngest OpenLog(Run run)
    {
        var log = LogIngest.Open(run.Folder, run.Nonce, new SecretRedactor([]));
        log.BeginConnection();
        return log;
    }

    internal static void Print(TestDashboard dashboard, Run run, LogIngest log, string text)
    {
        log.Append(new LogEvent("stdout", 1.5, text));
        log.Flush();
        dashboard.App.Services.GetRequiredService<LogFeed>().Changed(run.Id);
    }

    private static async Task<HubConnection> ConnectAsync(TestDashboard dashboard)
    {
        (await dashboard.UserAsync()).Dispose();
        var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(dashboard.Address, RunHub.Path), options => options.Cookies = dashboard.Cookies)
            .Build();
        await hub.StartAsync(Cancel);
        return hub;
    }

    private static ChannelReader<T> Messages<T>(HubConnection hub, string name)
    {
        var messages = Channel.CreateUnbounded<T>();
        hub.On<T>(name, message => messages.Writer.TryWrite(message));
        return messages.Reader;
    }
}
