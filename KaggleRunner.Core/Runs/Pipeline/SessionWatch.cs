using System.Text;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>Asks for the status of one version and judges whether an answer can be about it.</summary>
internal sealed class SessionWatch(LiveRun run, KaggleContext kaggle, KernelVersion version, TimeProvider time)
{
    /// <summary>A kernel can be forbidden or missing for some seconds after a push (kaggle-api: 403).</summary>
    private static readonly TimeSpan NewKernelGrace = TimeSpan.FromSeconds(60);
    private readonly KagglePatience _patience = new(run, kaggle.Pace, time);
    private readonly long _begun = time.GetTimestamp();
    private bool _toldUnknown;

    public async Task<SessionStatus> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _patience
                .AskAsync(
                    token => kaggle.Client.GetStatusAsync(version.Kernel, version.Version, token),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (KaggleException e)
            when (e is KaggleForbiddenException or KaggleNotFoundException
                && time.GetElapsedTime(_begun) < NewKernelGrace
            )
        {
            return new SessionStatus(SessionState.Queued, FailureMessage: null);
        }
    }

    /// <summary>Begins the running step; a state that is not known here is told, and waited out.</summary>
    public async Task SayStateAsync(SessionStatus status, CancellationToken cancellationToken)
    {
        if (status.State == SessionState.Unknown)
        {
            _toldUnknown = true;
            await run.WaitForAsync(
                    "Kaggle says of the session what this version of Kaggle Runner does not know; waiting for its end.",
                    cancellationToken
                )
                .ConfigureAwait(false);
            return;
        }

        await run.BeginStepAsync(RunStepKind.Running, cancellationToken).ConfigureAwait(false);
        if (_toldUnknown)
        {
            _toldUnknown = false;
            await run.WaitForAsync(null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// A final status counts when the log carried this run's nonce, or the version asked for holds this run's script: a
    /// server that ignores the pin would answer for another session.
    /// </summary>
    public async Task<bool> IsOursAsync(bool sawOurRecords, CancellationToken cancellationToken)
    {
        if (sawOurRecords)
        {
            return true;
        }

        var info = await _patience
            .AskAsync(token => kaggle.Client.FindKernelAsync(version.Kernel, version.Version, token), cancellationToken)
            .ConfigureAwait(false);
        if (info is not null && await HoldsOurScriptAsync(info, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        return time.GetElapsedTime(_begun) < kaggle.Pace.Patience
            ? await SayForeignAsync(cancellationToken).ConfigureAwait(false)
            : throw new KaggleException(
                $"Kaggle answers for another run than version {version.Version} of {version.Kernel}.",
                $"Look at {run.Value.KernelUrl}: the version may have been deleted.",
                new KaggleFacts("GetKernelSessionStatus") { Kernel = version.Kernel, Version = version.Version }
            );
    }

    /// <summary>By its nonce; a script that is not ours has none, and is compared with what was pulled.</summary>
    private async Task<bool> HoldsOurScriptAsync(KernelInfo info, CancellationToken cancellationToken)
    {
        if (run.Value.Origin != RunOrigin.Foreign)
        {
            return info.Source.Contains(run.Value.Nonce, StringComparison.Ordinal);
        }

        var path = Path.Combine(run.Value.Folder, AdoptedRun.ScriptFile);
        // As bytes: reading it as text would lose a mark of byte order that the source begins with.
        var script = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        return script.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(info.Source));
    }

    private async Task<bool> SayForeignAsync(CancellationToken cancellationToken)
    {
        await run.WaitForAsync(
                $"Kaggle answers for another run than version {version.Version} of {version.Kernel}. Asking again.",
                cancellationToken
            )
            .ConfigureAwait(false);
        return false;
    }
}
