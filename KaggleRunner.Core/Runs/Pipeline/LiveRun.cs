namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>A run under way in this process: its newest value, saved with every change, and the user's wish to stop it.</summary>
internal sealed class LiveRun(Run run, RunStore store, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CancellationTokenSource _cancel = new();
    private readonly CancellationTokenSource _leave = new();

    public Run Value { get; private set; } = run;

    /// <summary>Cancelled when the user asks for the run to be stopped.</summary>
    public CancellationToken CancelRequested => _cancel.Token;

    /// <summary>Cancelled when the user wants no more of its outputs to be fetched.</summary>
    public CancellationToken LeaveRequested => _leave.Token;

    /// <summary>Takes a wish to stop: the session's end, or once outputs are fetched, that of the fetching.</summary>
    public async Task RequestCancelAsync(DateTimeOffset at)
    {
        try
        {
            await _gate.WaitAsync().ConfigureAwait(false);
            try
            {
                var wished = Value with { CancelRequestedAt = at };
                Value = wished.LeavesOutputs ? wished : wished with { StopRequestedAt = wished.StopRequestedAt ?? at };
            }
            finally
            {
                _gate.Release();
            }

            await _cancel.CancelAsync().ConfigureAwait(false);
            if (Value.LeavesOutputs)
            {
                await _leave.CancelAsync().ConfigureAwait(false);
            }
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
        _leave.Dispose();
    }

    private IReadOnlyList<RunStep> Closed(IReadOnlyList<RunStep> steps) =>
        steps is [.., { EndedAt: null } open]
            ? [.. steps.SkipLast(1), open with { EndedAt = time.GetUtcNow() }]
            : steps;
}
