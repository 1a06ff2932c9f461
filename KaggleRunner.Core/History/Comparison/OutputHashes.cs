using System.Collections.Concurrent;
using System.IO.Hashing;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Core.History.Comparison;

/// <summary>
/// Hashes of output files. Those of ended runs are remembered by place, size and time of the last change, so that runs
/// compared again are not read again.
/// </summary>
public sealed class OutputHashes(OutputStore outputs)
{
    private const int Most = 200_000;
    private readonly ConcurrentDictionary<(string Path, long Bytes, long ChangedTicks), UInt128> _known = new();

    /// <summary>Zero for a file that is gone or cannot be read: it differs from all that can.</summary>
    internal async Task<UInt128> OfAsync(Run run, string path, CancellationToken cancellationToken)
    {
        try
        {
            if (outputs.Find(run.Folder, path) is not { } file)
            {
                return UInt128.Zero;
            }

            var facts = new FileInfo(file);
            var key = (file, facts.Length, facts.LastWriteTimeUtc.Ticks);
            if (!_known.TryGetValue(key, out var hash))
            {
                hash = await ReadAsync(file, cancellationToken).ConfigureAwait(false);
                Remember(run, key, hash);
            }

            return hash;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return UInt128.Zero;
        }
    }

    private static async Task<UInt128> ReadAsync(string file, CancellationToken cancellationToken)
    {
        var hash = new XxHash128();
        var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, useAsync: true);
        await using (stream.ConfigureAwait(false))
        {
            await hash.AppendAsync(stream, cancellationToken).ConfigureAwait(false);
        }

        return hash.GetCurrentHashAsUInt128();
    }

    private void Remember(Run run, (string, long, long) key, UInt128 hash)
    {
        if (!run.HasEnded)
        {
            return;
        }

        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        _known[key] = hash;
    }
}
