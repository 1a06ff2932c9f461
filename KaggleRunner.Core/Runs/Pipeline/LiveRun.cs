namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>A run under way in this process: its newest value, saved with every change, and the user's wish to stop it.</summary>
internal sealed class LiveRun(Run run, RunStore store, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CancellationTokenSource _cancel = new();

    public Run Value { get; private set; } = run;

    /// <summary>Cancelled when the user asks for the run to be stopped.</summary>
    public CancellationToken CancelRequested => _cancel.Token;

    public async Task RequestCancelAsync(DateTimeOffset at)
    {
        Value = Value with { CancelRequestedAt = at };
        try
        {
            await _cancel.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The run ended at this very moment.
        }
    }

    /// <summary>Changes the run and saves it; a change that changes nothing is not saved.</summary>
    public async Task UpdateAsync(Func<Run, Run> change, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var changed = change(Value);
            if (!ReferenceEquals(changed, Value) && changed != Value)
            {
                await store.SaveAsync(changed, cancellationToken).ConfigureAwait(false);
                Value = changed;
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Ends the step under way and begins this one; a step that is under way already goes on.</summary>
    public Task BeginStepAsync(RunStepKind kind, CancellationToken cancellationToken) =>
        UpdateAsync(
            value =>
                value.CurrentStep is { EndedAt: null } current && current.Kind == kind
                    ? value
                    : value with
                    {
                        Steps = [.. Closed(value.Steps), new RunStep(kind, time.GetUtcNow(), EndedAt: null)],
                        Waiting = null,
                    },
            cancellationToken
        );

    /// <summary>Ends the step under way, before whatever waits for that may begin.</summary>
    public Task EndStepAsync(CancellationToken cancellationToken) =>
        UpdateAsync(
            value => value.CurrentStep is { EndedAt: null } ? value with { Steps = Closed(value.Steps) } : value,
            cancellationToken
        );

    /// <summary>Says what is being waited for; null: nothing any more.</summary>
    public Task WaitForAsync(string? what, CancellationToken cancellationToken) =>
        UpdateAsync(value => value.Waiting == what ? value : value with { Waiting = what }, cancellationToken);

    /// <summary>Says beside the verdict what went wrong; what was said before stays.</summary>
    public Task AddNoticeAsync(string notice, CancellationToken cancellationToken) =>
        UpdateAsync(
            value =>
                value.Notice?.Contains(notice, StringComparison.Ordinal) == true
                    ? value
                    : value with
                    {
                        Notice = value.Notice is null ? notice : $"{value.Notice} {notice}",
                    },
            cancellationToken
        );

    /// <summary>Ends the run.</summary>
    public Task EndAsync(Verdict verdict, CancellationToken cancellationToken) =>
        UpdateAsync(
            value =>
                value with
                {
                    Steps = Closed(value.Steps),
                    Waiting = null,
                    EndedAt = time.GetUtcNow(),
                    Verdict = verdict,
                },
            cancellationToken
        );

    public void Dispose()
    {
        _gate.Dispose();
        _cancel.Dispose();
    }

    private IReadOnlyList<RunStep> Closed(IReadOnlyList<RunStep> steps) =>
        steps is [.., { EndedAt: null } open]
            ? [.. steps.SkipLast(1), open with { EndedAt = time.GetUtcNow() }]
            : steps;
}
