using KaggleRunner.Core.Common;
using KaggleRunner.Core.Generation;
using KaggleRunner.Core.Kaggle;
using Microsoft.Extensions.Logging;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>
/// Kernel script → version. A push is sent once: when its answer was lost, or the process died while it was under way,
/// the version is looked for by this run's nonce in its source before anything is sent again.
/// </summary>
internal sealed partial class PushStep(PushComposer composer, TimeProvider time, ILogger<PushStep> logger)
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

        await run.BeginStepAsync(RunStepKind.Push, cancelled).ConfigureAwait(false);
        var source = SourceStep.DatasetOf(run.Value, kaggle.Account);
        var push = composer.Compose(run.Value.Settings, kaggle.Account.Owner, script, source);
        AtomicFile.WriteAllText(Path.Combine(run.Value.Folder, "kernel-metadata.json"), composer.Metadata(push));
        var patience = new KagglePatience(run, kaggle.Pace, time);
        var found = await LookForOursAsync(run, kaggle, push.Kernel, patience, cancelled).ConfigureAwait(false);
        var pushed = found ?? await PushAsync(run, kaggle, push, patience, cancelled, stopping).ConfigureAwait(false);
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

    /// <summary>Null when nothing was ever sent for this run, or when what was sent never arrived.</summary>
    private static async Task<PushedVersion?> LookForOursAsync(
        LiveRun run,
        KaggleContext kaggle,
        KernelRef kernel,
        KagglePatience patience,
        CancellationToken cancellationToken
    )
    {
        if (run.Value.VersionBeforePush is not { } before)
        {
            return null;
        }

        var newest = await patience
            .AskAsync(token => kaggle.Client.FindKernelAsync(kernel, version: null, token), cancellationToken)
            .ConfigureAwait(false);
        for (var version = newest?.CurrentVersion ?? 0; version > before; version--)
        {
            var asked = version;
            var info = await patience
                .AskAsync(token => kaggle.Client.FindKernelAsync(kernel, asked, token), cancellationToken)
                .ConfigureAwait(false);
            if (info?.Source.Contains(run.Value.Nonce, StringComparison.Ordinal) == true)
            {
                return new PushedVersion(info.Kernel, version, KernelPage.Of(info.Kernel, version));
            }
        }

        return null;
    }

    private async Task<PushedVersion> PushAsync(
        LiveRun run,
        KaggleContext kaggle,
        KernelPush push,
        KagglePatience patience,
        CancellationToken cancelled,
        CancellationToken stopping
    )
    {
        var since = time.GetTimestamp();
        while (true)
        {
            await NoteVersionBeforeAsync(run, kaggle, push.Kernel, patience, cancelled).ConfigureAwait(false);
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
            catch (KaggleSessionLimitException e)
            {
                Log.NoFreeSession(logger, run.Value.Id, e.Message);
                await run.WaitForAsync($"{e.Message} Waiting for a session to end.", cancelled).ConfigureAwait(false);
                await Task.Delay(kaggle.Pace.SessionLimit, time, cancelled).ConfigureAwait(false);
            }
            catch (KaggleException e)
                when (KagglePatience.IsPassing(e) && time.GetElapsedTime(since) < kaggle.Pace.Patience)
            {
                Log.AnswerLost(logger, run.Value.Id, e.Message);
                await run.WaitForAsync($"{e.Message} Trying again.", cancelled).ConfigureAwait(false);
                var wait = (e as KaggleRateLimitedException)?.RetryAfter ?? kaggle.Pace.Reconnect;
                await Task.Delay(wait, time, cancelled).ConfigureAwait(false);
            }

            var found = await LookForOursAsync(run, kaggle, push.Kernel, patience, cancelled).ConfigureAwait(false);
            if (found is not null)
            {
                return found;
            }
        }
    }

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
