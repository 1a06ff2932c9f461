using System.Collections.Concurrent;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Results;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KaggleRunner.Core.Runs.Fetching;

/// <summary>
/// Fetches outputs in the background of this process, so that they come though the page is closed. What is not done when
/// the process ends is taken up by the next one; what the user stopped, or a full disk, waits to be gone on with.
/// </summary>
public sealed partial class OutputFetches : IHostedService, IDisposable
{
    private const int MostAtOnce = 2;
    private readonly ConcurrentDictionary<RunId, FetchWork> _works = new();
    private readonly SemaphoreSlim _turns = new(MostAtOnce);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly OutputFetcher _fetcher;
    private readonly FetchFiles _files;
    private readonly TimeProvider _time;
    private readonly ILogger<OutputFetches> _logger;

    public OutputFetches(OutputFetcher fetcher, RunnerHome home, TimeProvider time, ILogger<OutputFetches> logger)
    {
        (_fetcher, _files, _time, _logger) = (fetcher, new FetchFiles(home), time, logger);
    }

    /// <summary>Raised a few times a second while something comes, on a thread of the pool.</summary>
    public event EventHandler<OutputFetchChangedEventArgs>? Changed;

    /// <summary>The run's fetch that is under way or was stopped; null when there is none.</summary>
    public OutputFetch? Of(RunId run) => _works.TryGetValue(run, out var work) ? work.Now : null;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var fetch in _files.Read())
        {
            if (fetch.IsUnderWay)
            {
                Log.TakenUp(_logger, fetch.Run);
                Begin(fetch);
            }
            else
            {
                _works[fetch.Run] = new FetchWork(fetch, Task.CompletedTask);
            }
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        var tasks = Task.WhenAll(_works.Values.Select(work => work.Task));
        await tasks.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Fetches these as well as what the run's fetch, if there is one, was asked for.</summary>
    /// <exception cref="RunnerException">The wish cannot be saved: the disk may be full.</exception>
    public void Ask(RunId run, OutputWish wish)
    {
        lock (_gate)
        {
            var before = _works.GetValueOrDefault(run);
            // What was stopped is asked for anew, or given up for this.
            var both = before is { Now.IsUnderWay: true } ? before.Now.Wish.Or(wish) : wish;
            var fetch = new OutputFetch(run, both);
            _files.Write(fetch);
            before?.Replace();
            Begin(fetch, before?.Task);
        }

        Tell(run);
    }

    /// <summary>Goes on with what was stopped.</summary>
    /// <exception cref="RunnerException">The wish cannot be saved: the disk may be full.</exception>
    public void Continue(RunId run)
    {
        if (Of(run) is { IsUnderWay: false } stopped)
        {
            Ask(run, stopped.Wish);
        }
    }

    /// <summary>Stops the run's fetch; what came stays, and the rest can be gone on with.</summary>
    public void Stop(RunId run) => _works.GetValueOrDefault(run)?.Stop();

    public void Dispose()
    {
        _stopping.Dispose();
        _turns.Dispose();
        foreach (var work in _works.Values)
        {
            work.Dispose();
        }
    }

    private void Tell(RunId run) => Changed?.Invoke(this, new OutputFetchChangedEventArgs(run));

    private void Begin(OutputFetch fetch, Task? after = null)
    {
        var work = new FetchWork(fetch, Task.CompletedTask);
        _works[fetch.Run] = work;
        work.Task = Task.Run(() => WorkAsync(work, after), CancellationToken.None);
    }

    private async Task WorkAsync(FetchWork work, Task? after)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, work.StopRequested);
        try
        {
            await (after ?? Task.CompletedTask).WaitAsync(stop.Token).ConfigureAwait(false);
            await _turns.WaitAsync(stop.Token).ConfigureAwait(false);
            try
            {
                await FollowAsync(work, stop.Token).ConfigureAwait(false);
            }
            finally
            {
                _turns.Release();
            }

            End(work);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            if (work.IsStopped && !_stopping.IsCancellationRequested)
            {
                Halt(work, "You stopped it.");
            }
        }
        catch (RunnerException e)
        {
            Log.Stopped(_logger, work.Now.Run, e.Sentence);
            Halt(work, e.Sentence);
        }
        catch (Exception e)
        {
            Log.Failed(_logger, e, work.Now.Run);
            Halt(work, $"Kaggle Runner itself failed ({e.GetType().Name}: {e.Message}). Its log has the details.");
        }
    }

    private async Task FollowAsync(FetchWork work, CancellationToken cancellationToken)
    {
        var told = new LatestProgress();
        var rate = new TransferRate(_time);
        var fetching = _fetcher.FetchAsync(work.Now.Run, work.Now.Wish, told, cancellationToken);
        while (!fetching.IsCompleted)
        {
            await Task.WhenAny(fetching, Task.Delay(FetchWork.TellAfter, _time, CancellationToken.None))
                .ConfigureAwait(false);
            if (told.Value is { } progress)
            {
                var speed = rate.Note(progress.Bytes);
                work.Now = work.Now with
                {
                    Progress = progress,
                    Rate = speed,
                    Left = TransferRate.Left(progress, speed),
                };
                Tell(work.Now.Run);
            }
        }

        await fetching.ConfigureAwait(false);
    }

    private void End(FetchWork work)
    {
        lock (_gate)
        {
            if (_works.TryRemove(KeyValuePair.Create(work.Now.Run, work)))
            {
                _files.Remove(work.Now.Run);
            }
        }

        Tell(work.Now.Run);
    }

    /// <summary>Keeps the rest of the wish, to be gone on with.</summary>
    private void Halt(FetchWork work, string why)
    {
        lock (_gate)
        {
            work.Now = work.Now with { Stopped = why, Rate = null, Left = null };
            if (_works.GetValueOrDefault(work.Now.Run) == work)
            {
                TryWrite(work.Now);
            }
        }

        Tell(work.Now.Run);
    }

    private void TryWrite(OutputFetch fetch)
    {
        try
        {
            _files.Write(fetch);
        }
        catch (RunnerException e)
        {
            // On a full disk: the next process tries once more by itself.
            Log.Stopped(_logger, fetch.Run, e.Sentence);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Goes on fetching outputs of run {Run}")]
        public static partial void TakenUp(ILogger logger, RunId run);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Outputs of run {Run} did not all come: {Reason}")]
        public static partial void Stopped(ILogger logger, RunId run, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "Fetching outputs of run {Run} failed")]
        public static partial void Failed(ILogger logger, Exception exception, RunId run);
    }
}
