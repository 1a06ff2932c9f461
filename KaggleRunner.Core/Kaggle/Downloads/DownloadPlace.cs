using System.Security.Cryptography;
using System.Text;

namespace KaggleRunner.Core.Kaggle;

/// <summary>Where a download goes, and how far it may go.</summary>
/// <param name="Destination">The file that stands there in the end, whole.</param>
/// <param name="Part">What has arrived so far; a later download to the same place goes on with it.</param>
public sealed record DownloadPlace(string Destination, string Part)
{
    /// <summary>A download of more bytes is given up.</summary>
    public long Largest { get; init; } = long.MaxValue;

    /// <summary>Told how many bytes have come, each time some have.</summary>
    public IProgress<int>? Progress { get; init; }

    /// <summary>
    /// With the part beside the destination, named by a hash: <c>name.part</c> could be an output's own name, and a name
    /// of 255 bytes leaves no room.
    /// </summary>
    public static DownloadPlace At(string destination)
    {
        var path = Path.GetFullPath(destination);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileName(path)));
        var part = Path.Combine(Path.GetDirectoryName(path)!, $".{Convert.ToHexStringLower(hash)[..16]}.part");
        return new DownloadPlace(path, part);
    }
}
