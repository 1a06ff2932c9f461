using Bunit;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Progress;
using KaggleRunner.Tests.Logs;
using KaggleRunner.Tests.Web.Runs;
using KaggleRunner.Web.Charts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;

namespace KaggleRunner.Tests.Web.Charts;

public sealed class ObservedRunTests : BunitContext
{
    private readonly FakeTimeProvider _clock = new(SampleRuns.Noon);
    private readonly LogFolder _folder = new();
    private readonly LogIngest _log;
    private readonly LogFeed _feed;
    private readonly Run _run;

    public ObservedRunTests()
    {
        _feed = new LogFeed(_clock);
        Services.AddSingleton<TimeProvider>(_clock);
        Services.AddSingleton(_feed);
        Services.AddSingleton<RunObservations>();
        Services.AddMudServices();
        _log = _folder.Open();
        _run = SampleRuns.Running(1) with { Folder = _folder.Path };
    }

    [Fact]
    public async Task The_bar_grows_with_the_log_and_goes_with_the_run()
    {
        Print("\rfit <b>: 20%|██ | 2/10 [00:20<01:20, 10s/it]");
        var progress = Render<LiveProgress>(parameters => parameters.Add(p => p.Run, _run));
        await progress.WaitForAssertionAsync(() =>
            progress.Find("[role=progressbar]").GetAttribute("aria-valuenow").Should().Be("20")
        );
        progress.Find(".label").TextContent.Should().Be("fit <b>");
        progress.Find(".left").TextContent.Should().Be("~1m 20s left");

        Print("\rfit <b>: 50%|█████ | 5/10 [00:50<00:50, 10s/it]");
        await UntilAsync(
            TimeSpan.FromMilliseconds(250),
            () => progress.Find("[role=progressbar]").GetAttribute("aria-valuetext") == "fit <b> 50%, about 50s left"
        );

        var ended = _run with { Verdict = new Verdict(VerdictKind.Passed, "It ended.") };
        progress.Render(parameters => parameters.Add(p => p.Run, ended));
        progress.FindAll("[role=progressbar]").Should().BeEmpty();
    }

    [Fact]
    public async Task A_silence_is_told_on_the_page()
    {
        Print("hello\n");
        var notices = Render<RunNotices>(parameters => parameters.Add(p => p.Run, _run));
        await UntilAsync(TimeSpan.FromSeconds(30), () => notices.FindAll("[role=status] .notice").Count > 0);
        notices.Find(".notice").TextContent.Should().Contain("Nothing has been printed for 10 minutes.");
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await _log.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Lets the clock go on until the component, on threads of its own, has seen it.</summary>
    private async Task UntilAsync(TimeSpan step, Func<bool> isSo)
    {
        while (!isSo())
        {
            _clock.Advance(step);
            await Task.Delay(
                TimeSpan.FromMilliseconds(10),
                TimeProvider.System,
                Xunit.TestContext.Current.CancellationToken
            );
        }
    }

    private void Print(string text)
    {
        _log.Append(LogFolder.Out(text));
        _log.Flush();
        _feed.Changed(new RunId(_run.Id.Project, _run.Id.Number));
    }
}
