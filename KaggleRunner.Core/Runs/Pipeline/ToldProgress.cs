namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>Says on the run, once a second, how far a long piece of work is.</summary>
internal sealed class ToldProgress<T>(LiveRun run, Func<T, string> words, TimeProvider time) : IProgress<T>
    where T : notnull
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private volatile object? _latest;

    public void Report(T value) => _latest = value;

    /// <summary>Waits for the work, which reports to this; what was said is taken back at the end.</summary>
    public async Task<TResult> FollowAsync<TResult>(Task<TResult> work, CancellationToken cancellationToken)
    {
        var told = false;
        while (!work.IsCompleted && !cancellationToken.IsCancellationRequested)
        {
            await Task.WhenAny(work, Task.Delay(Every, time, cancellationToken)).ConfigureAwait(false);
            if (!work.IsCompleted && !cancellationToken.IsCancellationRequested && _latest is { } value)
            {
                told = true;
                await run.WaitForAsync(words((T)value), CancellationToken.None).ConfigureAwait(false);
            }
        }

        var result = await work.ConfigureAwait(false);
        if (told)
        {
            await run.WaitForAsync(null, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }
}
