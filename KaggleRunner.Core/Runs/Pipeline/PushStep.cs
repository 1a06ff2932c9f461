using KaggleRunner.Core.Common;
using KaggleRunner.Core.Generation;
using KaggleRunner.Core.Kaggle;
using Microsoft.Extensions.Logging;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>
/// Kernel script → version. A push is sent once: when its answer was lost, or the process died while it was under way,
/// the version is looked for by this run's nonce in its source before anything is sent again.
/// </summary>
internal sealed partial class PushStep(
    PushComposer composer,
    SessionQueues queues,
    TimeProvider time,
    ILogger<PushStep> logger
)
{
    /// <param name="cancelled">Also cancelled by the user's wish; ends the waiting, never a push under way.</param>
    /// <param name="stopping">Cancelled when the process stops.</param>
    public async Task<KernelVersion> ExecuteAsync(
        LiveRun run,
        KaggleContext kaggle,
        string script,
        CancellationToken cancelled,
        CancellationToken stopping
    )
    {
        if (run.Value is { Kernel: { } known, Version: { } version })
        {
            return new KernelVersion(known, version);
        }

        var settle = SettleOfThePushBefore(run.Value, kaggle.Pace);
        await run.BeginStepAsync(RunStepKind.Push, cancelled).ConfigureAwait(false);
        var source = SourceStep.DatasetOf(run.Value, kaggle.Account);
        var push = composer.Compose(run.Value.Settings, kaggle.Account.Owner, script, source);
        AtomicFile.WriteAllText(Path.Combine(run.Value.Folder, "kernel-metadata.json"), composer.Metadata(push));
        var patience = new KagglePatience(run, kaggle.Pace, time);
        var search = new PushSearch(run, kaggle, push.Kernel, patience, time);
        // Not ended by the user's wish: what may run on Kaggle must be known before it can be stopped.
        var pushed =
            await search.FindAsync(settle, stopping).ConfigureAwait(false)
            ?? await PushAsync(run, kaggle, push, search, cancelled, stopping).ConfigureAwait(false);
        await run.UpdateAsync(
                old =>
                    old with
                    {
                        Kernel = pushed.Kernel,
                        Version = pushed.Version,
                        KernelUrl = pushed.Url,
                        Waiting = null,
                    },
                stopping
            )
            .ConfigureAwait(false);
        return new KernelVersion(pushed.Kernel, pushed.Version);
    }

    /// <summary>How long what an earlier process may have pushed can still be out of sight.</summary>
    private TimeSpan SettleOfThePushBefore(Run run, Pace pace) =>
        run is { VersionBeforePush: not null, CurrentStep: { Kind: RunStepKind.Push } step }
        && time.GetUtcNow() - step.StartedAt < pace.Settle
            ? pace.Settle
            : TimeSpan.Zero;

    private async Task<PushedVersion> PushAsync(
        LiveRun run,
        KaggleContext kaggle,
        KernelPush push,
        PushSearch search,
        CancellationToken cancelled,
        CancellationToken stopping
    )
    {
        var patience = new KagglePatience(run, kaggle.Pace, time);
        var trouble = patience.Begin();
        var place = await JoinLineAsync(run, kaggle, push, cancelled).ConfigureAwait(false);
        try
        {
            while (true)
            {
                await NoteVersionBeforeAsync(run, kaggle, push.Kernel, patience, cancelled).ConfigureAwait(false);
                try
                {
                    return await SaveAsync(kaggle, push, stopping).ConfigureAwait(false);
                }
                catch (KaggleSessionLimitException e)
                {
                    Log.NoFreeSession(logger, run.Value.Id, e.Message);
                    await run.WaitForAsync($"{e.Message} Waiting for a session to end.", cancelled)
                        .ConfigureAwait(false);
                    place ??= await queues
                        .JoinAsync(kaggle.Account, push.MachineShape, cancelled)
                        .ConfigureAwait(false);
                    await Task.Delay(Pace.Jittered(kaggle.Pace.SessionLimit), time, cancelled).ConfigureAwait(false);
                    trouble = patience.Begin();
                }
                catch (KaggleException e) when (KagglePatience.IsPassing(e))
                {
                    Log.AnswerLost(logger, run.Value.Id, e.Message);
                    if (await FindLostAsync(search, kaggle, e, stopping).ConfigureAwait(false) is { } found)
                    {
                        return found;
                    }

                    if (!trouble.MayPass(e))
                    {
                        throw;
                    }

                    await trouble.WaitAsync(e, cancelled).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            place?.Dispose();
        }
    }

    private async Task<IDisposable?> JoinLineAsync(
        LiveRun run,
        KaggleContext kaggle,
        KernelPush push,
        CancellationToken cancelled
    )
    {
        var joining = queues.JoinIfAnyWaitsAsync(kaggle.Account, push.MachineShape, cancelled);
        if (!joining.IsCompleted)
        {
            await run.WaitForAsync("Waiting in line for a free session.", cancelled).ConfigureAwait(false);
        }

        return await joining.ConfigureAwait(false);
    }

    private async Task<PushedVersion> SaveAsync(KaggleContext kaggle, KernelPush push, CancellationToken stopping)
    {
        try
        {
            return await kaggle.Client.SaveKernelAsync(push, stopping).ConfigureAwait(false);
        }
        catch (KaggleInvalidSourcesException e)
        {
            // The version runs without its data: its verdict would be worth nothing.
            await TryStopAsync(kaggle.Client, e.Pushed, stopping).ConfigureAwait(false);
            throw;
        }
        catch (KaggleQuotaException e)
        {
            throw await QuotaWords.ExplainAsync(e, kaggle.Client, time, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Null when certainly nothing was made.</summary>
    private static Task<PushedVersion?> FindLostAsync(
        PushSearch search,
        KaggleContext kaggle,
        KaggleException lost,
        CancellationToken stopping
    ) =>
        lost is KaggleUnreachableException { MayHaveBeenAccepted: true }
            ? search.FindAsync(kaggle.Pace.Settle, stopping)
            : Task.FromResult<PushedVersion?>(null);

    private async Task TryStopAsync(KaggleClient client, PushedVersion pushed, CancellationToken cancellationToken)
    {
        try
        {
            var session = await client
                .FindSessionIdAsync(pushed.Kernel, pushed.Version, cancellationToken)
                .ConfigureAwait(false);
            if (session is { } id)
            {
                await client.CancelAsync(id, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (KaggleException e)
        {
            Log.NotStopped(logger, pushed.Kernel, pushed.Version, e.Message);
        }
    }

    private static async Task NoteVersionBeforeAsync(
        LiveRun run,
        KaggleContext kaggle,
        KernelRef kernel,
        KagglePatience patience,
        CancellationToken cancellationToken
    )
    {
        if (run.Value.VersionBeforePush is not null)
        {
            return;
        }

        var info = await patience
            .AskAsync(token => kaggle.Client.FindKernelAsync(kernel, version: null, token), cancellationToken)
            .ConfigureAwait(false);
        await run.UpdateAsync(
                old => old with { Kernel = kernel, VersionBeforePush = info?.CurrentVersion ?? 0 },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Run {Run} waits for a free session: {Reason}")]
        public static partial void NoFreeSession(ILogger logger, RunId run, string reason);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "Version {Version} of {Kernel} could not be stopped: {Reason}"
        )]
        public static partial void NotStopped(ILogger logger, KernelRef kernel, int version, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The answer to run {Run}'s push was lost: {Reason}")]
        public static partial void AnswerLost(ILogger logger, RunId run, string reason);
    }
}

/// <summary>Addresses of kernels on Kaggle's site.</summary>
internal static class KernelPage
{
    public static string Of(KernelRef kernel, int version) =>
        $"https://www.kaggle.com/code/{kernel}?scriptVersionId={version}";
}
