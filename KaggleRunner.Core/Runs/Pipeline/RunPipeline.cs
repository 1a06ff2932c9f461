using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>
/// The way of a run: each step takes the value of the one before and returns the next. A step that was done before a
/// crash returns what it saved.
/// </summary>
internal sealed class RunPipeline(
    SyncStep sync,
    GenerateStep generate,
    KaggleAccounts accounts,
    SourceStep source,
    PushStep push,
    MonitorStep monitor,
    CollectStep collect
)
{
    /// <summary>Returns how the run ended; throws when a step failed.</summary>
    public async Task<Verdict> ExecuteAsync(LiveRun run, KernelTurns.Turn turn, CancellationToken stopping)
    {
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping, run.CancelRequested);
            // Until a session exists, a wish to cancel simply ends the run.
            var early = run.Value.Version is null ? stop.Token : stopping;

            // A version that was pushed, by this run or elsewhere, is followed and nothing is sent again.
            var pushed = Pushed(run.Value);
            var script = pushed is null ? await PrepareAsync(run, early).ConfigureAwait(false) : "";
            var account = await accounts.ConnectAsync(run.Value.Account, early).ConfigureAwait(false);
            var context = new KaggleContext(account, accounts.Open(account), Pace.For(account.Kind));
            await WarnAsync(run, early).ConfigureAwait(false);
            if (pushed is null)
            {
                await WaitForTurnAsync(run, turn, early).ConfigureAwait(false);
                await source.ExecuteAsync(run, context, early).ConfigureAwait(false);
            }

            var version =
                pushed ?? await push.ExecuteAsync(run, context, script, early, stopping).ConfigureAwait(false);
            SourceStep.Release(run.Value);
            await PrivacyCheck.ExecuteAsync(run, context, version, stopping).ConfigureAwait(false);
            var session = await monitor.ExecuteAsync(run, context, version, stopping).ConfigureAwait(false);
            await PrivacyCheck.ExecuteAsync(run, context, version, stopping).ConfigureAwait(false);
            await run.EndStepAsync(stopping).ConfigureAwait(false);
            turn.Dispose();
            await collect.ExecuteAsync(run, context, version, stopping).ConfigureAwait(false);
            var verdict = VerdictRules.Decide(run.Value, session);
            source.Learn(run.Value, verdict, account);
            return verdict;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested && run.Value.Version is null)
        {
            return new Verdict(VerdictKind.Cancelled, "Stopped before anything was sent to Kaggle.");
        }
    }

    /// <summary>Credentials that others can read are told with the run that uses them.</summary>
    private async Task WarnAsync(LiveRun run, CancellationToken cancellationToken)
    {
        if (accounts.Describe(run.Value.Account) is { IsUsable: true, Remedy: { } warning })
        {
            await run.AddNoticeAsync(warning, cancellationToken).ConfigureAwait(false);
        }
    }

    private static KernelVersion? Pushed(Run run) =>
        run is { Kernel: { } kernel, Version: { } version } ? new KernelVersion(kernel, version) : null;

    private async Task<string> PrepareAsync(LiveRun run, CancellationToken cancellationToken)
    {
        var revision = await sync.ExecuteAsync(run, cancellationToken).ConfigureAwait(false);
        return await generate.ExecuteAsync(run, revision, cancellationToken).ConfigureAwait(false);
    }

    private static async Task WaitForTurnAsync(LiveRun run, KernelTurns.Turn turn, CancellationToken cancellationToken)
    {
        if (!turn.Begun.IsCompleted)
        {
            await run.WaitForAsync(
                    $"Waiting for run #{turn.Ahead?.Number}, which uses the same kernel.",
                    cancellationToken
                )
                .ConfigureAwait(false);
            await turn.Begun.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}

/// <summary>The account of a run, with the client and the pace that go with it.</summary>
internal sealed record KaggleContext(KaggleAccount Account, KaggleClient Client, Pace Pace);

/// <summary>A version whose session is to be watched.</summary>
internal sealed record KernelVersion(Common.KernelRef Kernel, int Version);
