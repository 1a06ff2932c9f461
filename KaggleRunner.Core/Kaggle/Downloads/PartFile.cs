using System.Net.Http.Headers;
using KaggleRunner.Core.Common;
using Microsoft.Win32.SafeHandles;

namespace KaggleRunner.Core.Kaggle;

/// <summary>The part of a download that has arrived; moved to its destination once it is whole.</summary>
internal sealed class PartFile(DownloadPlace place)
{
    /// <summary>What the server calls the content that the part is of; null when it did not say, or an earlier process asked.</summary>
    public EntityTagHeaderValue? Tag { get; set; }

    public long Length => new FileInfo(place.Part) is { Exists: true } file ? file.Length : 0;

    /// <summary>Opens it to go on at <paramref name="offset"/>; what stands after is cut off.</summary>
    public SafeFileHandle OpenAt(long offset) =>
        Guarded(() =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place.Part)!);
            if (new FileInfo(place.Part).LinkTarget is not null)
            {
                File.Delete(place.Part);
            }

            var file = File.OpenHandle(place.Part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
            try
            {
                if (RandomAccess.GetLength(file) != offset)
                {
                    RandomAccess.SetLength(file, offset);
                }

                return file;
            }
            catch
            {
                file.Dispose();
                throw;
            }
        });

    /// <summary>Synchronous on purpose: it goes to the page cache, which takes less time than a change of threads.</summary>
    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(file, bytes, offset);
        }
        catch (Exception e) when (WriteFailure.Is(e))
        {
            throw WriteFailure.For(place.Destination, e);
        }
    }

    public void Finish() =>
        Guarded(() =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place.Destination)!);
            File.Move(place.Part, place.Destination, overwrite: true);
            return true;
        });

    public void Discard()
    {
        Tag = null;
        if (File.Exists(place.Part))
        {
            File.Delete(place.Part);
        }
    }

    /// <summary>False when the content is not what the server said it would be.</summary>
    public async Task<bool> FitsAsync(ContentDigest digest, CancellationToken cancellationToken)
    {
        var file = File.OpenRead(place.Part);
        await using var closing = file.ConfigureAwait(false);
        return await digest.FitsAsync(file, cancellationToken).ConfigureAwait(false);
    }

    private T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (WriteFailure.Is(e))
        {
            throw WriteFailure.For(place.Destination, e);
        }
    }
}
