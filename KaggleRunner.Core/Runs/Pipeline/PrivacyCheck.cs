using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>Looks whether Kaggle keeps private what was pushed as private, and says so beside the verdict when not.</summary>
internal static class PrivacyCheck
{
    /// <summary>Asked after the push and again at the end: a new kernel can be out of sight for some seconds.</summary>
    public static async Task ExecuteAsync(
        LiveRun run,
        KaggleContext kaggle,
        KernelVersion version,
        CancellationToken cancellationToken
    )
    {
        if (!run.Value.Settings.Kernel.Private)
        {
            return;
        }

        try
        {
            var info = await kaggle
                .Client.FindKernelAsync(version.Kernel, version.Version, cancellationToken)
                .ConfigureAwait(false);
            if (info is { IsPrivate: false })
            {
                await run.AddNoticeAsync(
                        $"The kernel {version.Kernel} is public although it was pushed as private, and with it your source:"
                            + $" make it private on {run.Value.KernelUrl}.",
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }
        }
        catch (KaggleException)
        {
            // What is wrong with Kaggle is for the steps to tell.
        }
    }
}
