using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Progress;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Charts;

/// <summary>A component that shows what is seen of a run as it goes; rendered when that changes.</summary>
public abstract class ObservedRun : ComponentBase, IDisposable
{
    /// <summary>Silence grows without any change of the log.</summary>
    private static readonly TimeSpan LookAfter = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource _closed = new();
    private bool _isWatching;

    /// <summary>The run; give the component a <c>@key</c> where it can change.</summary>
    [Parameter, EditorRequired]
    public required Run Run { get; set; }

    [Inject]
    private RunObservations Observations { get; set; } = default!;

    [Inject]
    private LogFeed Feed { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    protected RunObservation Seen { get; private set; } = RunObservation.Nothing;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _closed.Cancel();
            _closed.Dispose();
        }
    }

    protected override void OnParametersSet()
    {
        if (!_isWatching)
        {
            _isWatching = true;
            _ = InvokeAsync(() => WatchAsync(_closed.Token));
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            var version = Feed.Version(Run.Id);
            while (true)
            {
                var run = Run;
                await LookAsync(run, cancellationToken);
                if (run.HasEnded)
                {
                    return;
                }

                await Task.Delay(RunObservations.Pause, Clock, cancellationToken);
                version = await Feed.WaitAsync(run.Id, version, LookAfter, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    private async Task LookAsync(Run run, CancellationToken cancellationToken)
    {
        try
        {
            // The first look at a long run reads all its records.
            var seen = await Task.Run(() => Observations.Look(run), cancellationToken);
            if (!cancellationToken.IsCancellationRequested && !seen.Equals(Seen))
            {
                Seen = seen;
                StateHasChanged();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What was seen before stands; the log viewer says that the files cannot be read.
        }
    }
}
