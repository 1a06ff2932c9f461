using System.Globalization;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>Pack of the commit → private dataset, for sources that do not fit into the script.</summary>
internal sealed class SourceStep(SourceDatasets datasets, TimeProvider time)
{
    /// <summary>Where the pack of a run waits until its version is pushed.</summary>
    public static string PackOf(Run run) => Path.Combine(run.Folder, "source.pack");

    /// <summary>The dataset that a run's kernel is given; null when its source travels otherwise.</summary>
    public static DatasetRef? DatasetOf(Run run, KaggleAccount account) =>
        run.Revision?.Transport == RevisionTransport.Dataset
            ? new DatasetRef(account.Owner, SourceName.SlugFor(run.Settings.Kernel.Slug))
            : null;

    /// <summary>Returns when the dataset can be attached; only the run whose turn it is may call this.</summary>
    public async Task ExecuteAsync(LiveRun run, KaggleContext kaggle, CancellationToken cancellationToken)
    {
        if (
            run.Value is not { Version: null, Revision: { Pack: { } pack } revision }
            || DatasetOf(run.Value, kaggle.Account) is not { } dataset
        )
        {
            return;
        }

        await run.BeginStepAsync(RunStepKind.Push, cancellationToken).ConfigureAwait(false);
        var notes = $"Commit {revision.Sha} for {run.Value.Settings.Kernel.Slug}";
        var content = new SourceContent(dataset, PackOf(run.Value), pack.Sha256, pack.Bytes, notes);
        var patience = new KagglePatience(run, kaggle.Pace, time);
        await patience
            .AskAsync(token => EnsureAsync(run, kaggle, content, token), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>After the push nothing needs the pack any more.</summary>
    public static void Release(Run run)
    {
        if (File.Exists(PackOf(run)))
        {
            File.Delete(PackOf(run));
        }
    }

    /// <summary>When the kernel did not find its source in the dataset, the next run sends it in any case.</summary>
    public void Learn(Run run, Verdict verdict, KaggleAccount account)
    {
        if (
            verdict is { Kind: VerdictKind.Error, Reason: { } reason }
            && DatasetOf(run, account) is { } dataset
            && reason.Contains(dataset.Slug, StringComparison.Ordinal)
        )
        {
            datasets.Forget(account, dataset);
        }
    }

    private Task<bool> EnsureAsync(
        LiveRun run,
        KaggleContext kaggle,
        SourceContent content,
        CancellationToken cancellationToken
    )
    {
        var progress = new ToldProgress<SourceProgress>(run, Words, time);
        return progress.FollowAsync(SendAsync(), cancellationToken);

        async Task<bool> SendAsync()
        {
            await datasets
                .EnsureAsync(kaggle.Client, content, kaggle.Pace.WhileQueued, progress, cancellationToken)
                .ConfigureAwait(false);
            return true;
        }
    }

    private static string Words(SourceProgress progress) =>
        progress.IsSent
            ? "Kaggle prepares the source."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Uploading the source: {progress.Sent / 1e6:0} of {progress.Total / 1e6:0} MB"
            );
}
