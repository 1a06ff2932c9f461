using KaggleRunner.LocalKaggle.Common;
using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Outputs;

namespace KaggleRunner.LocalKaggle.Sessions;

/// <summary>
/// Ends a session whose files grow beyond the limit. Temporary files may take three times as much as
/// <c>/kaggle/working</c>, about as on Kaggle.
/// </summary>
internal sealed class StorageWatch(LocalKaggleOptions options, TimeProvider time)
{
    private const int ScratchShare = 3;
    private const int RestShare = 10;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>Looks now and then until it is cancelled; a folder of many files is looked at less often.</summary>
    public async Task RunAsync(VersionFolder folder, Session session, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var began = time.GetTimestamp();
            if (IsBeyond(folder.Working, options.WorkingLimit) || IsBeyond(folder.Scratch, ScratchLimit))
            {
                await session.RequestStopAsync(StopReason.OutputTooLarge);
                return;
            }

            var rest = time.GetElapsedTime(began) * RestShare;
            await Task.Delay(rest > Shortest ? rest : Shortest, time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Whether the outputs of a session that has ended are beyond the limit: it may have been quicker than a look.</summary>
    public bool IsBeyond(VersionFolder folder) => IsBeyond(folder.Working, options.WorkingLimit);

    private long ScratchLimit =>
        options.WorkingLimit > long.MaxValue / ScratchShare ? long.MaxValue : options.WorkingLimit * ScratchShare;

    private static bool IsBeyond(string folder, long limit)
    {
        var sum = 0L;
        try
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*", OutputFolder.Everything))
            {
                sum += Native.AllocatedBytes(path);
                if (sum > limit)
                {
                    return true;
                }
            }
        }
        catch (IOException)
        {
            // Folders come and go under the look; the next one tells.
        }

        return false;
    }
}
