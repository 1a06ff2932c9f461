using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Diagnosis;

/// <summary>The local Kaggle: whether it starts, takes its own key, and how it keeps kernels apart from this machine.</summary>
internal sealed class LocalKaggleExamination(
    RunnerHome home,
    LocalKaggleLauncher launcher,
    KaggleAccounts accounts,
    TimeProvider time
) : IExamination
{
    private static readonly TimeSpan TrialTakes = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public async Task<IReadOnlyList<Finding>> ExamineAsync(ExaminationScope scope, CancellationToken cancellationToken)
    {
        try
        {
            var ran = await launcher.FindAsync(cancellationToken).ConfigureAwait(false) is not null;
            var account = await accounts.ConnectAsync(KaggleAccountKind.Local, cancellationToken).ConfigureAwait(false);
            await accounts.Open(account).GetQuotaAsync(cancellationToken).ConfigureAwait(false);
            var how = ran ? "runs" : "was started";
            return
            [
                Key(
                    $"{how} at {account.ApiBase.GetLeftPart(UriPartial.Authority)} and takes the key of {account.Owner}."
                ),
                Isolation(await FindIsolationAsync(cancellationToken).ConfigureAwait(false)),
            ];
        }
        catch (RunnerException e)
        {
            return [new Finding("local", FindingKind.Problem, e.Message, e.Remedy)];
        }
    }

    private Finding Key(string words)
    {
        var key = Path.Combine(home.LocalKaggle, "kaggle.json");
        return CredentialFile.IsReadableByOthers(key)
            ? new Finding(
                "local",
                FindingKind.Warning,
                $"{words} Other users of this machine can read its key.",
                $"chmod 600 {key}"
            )
            : new Finding("local", FindingKind.Ok, words);
    }

    /// <summary>It is tried at the start of the local Kaggle, which takes a moment; null while it is not known.</summary>
    private async Task<string?> FindIsolationAsync(CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            var found = LocalKaggleNotes.Read(home, "isolation");
            if (found is not null || time.GetElapsedTime(since) >= TrialTakes)
            {
                return found;
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Finding Isolation(string? name) =>
        name switch
        {
            null => new Finding("isolation", FindingKind.Ok, "not known yet; each run's session record says it."),
            "bwrap" => new Finding(
                "isolation",
                FindingKind.Ok,
                "bwrap: kernels see neither your files nor the network they were not given."
            ),
            _ => new Finding(
                "isolation",
                FindingKind.Warning,
                $"{name}: kernels can read your files, credentials included.",
                "Install bubblewrap (apt-get install bubblewrap), or run only repositories that you trust."
            ),
        };
}
