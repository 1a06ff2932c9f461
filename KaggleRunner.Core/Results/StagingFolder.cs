using System.IO.Hashing;
using System.Text;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Results;

/// <summary>Where files are until they are whole; named so that a later collection goes on with them.</summary>
internal sealed class StagingFolder(string folder)
{
    public string Path { get; } = System.IO.Path.Combine(folder, ".collecting");

    public DownloadPlace PlaceOf(string name, long largest, IProgress<int>? progress)
    {
        var unique = Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(name)));
        var path = System.IO.Path.Combine(Path, unique);
        return new DownloadPlace(path, $"{path}.part") { Largest = largest, Progress = progress };
    }

    /// <summary>How many bytes of the output came before.</summary>
    public long Held(string name)
    {
        var place = PlaceOf(name, 0, progress: null);
        return new[] { place.Destination, place.Part }
            .Select(path => new FileInfo(path))
            .Where(file => file.Exists)
            .Sum(file => file.Length);
    }

    /// <summary>
    /// Gives up what came in part, the least first, until a full disk has room to say what happened. It can be fetched again.
    /// </summary>
    public void MakeRoom(long bytes)
    {
        var files = Directory.Exists(Path) ? new DirectoryInfo(Path).GetFiles() : [];
        foreach (var file in files.Where(file => file.Length > 0).OrderBy(file => file.Length))
        {
            if (bytes <= 0)
            {
                return;
            }

            bytes -= file.Length;
            file.Delete();
        }
    }

    public void Remove()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
