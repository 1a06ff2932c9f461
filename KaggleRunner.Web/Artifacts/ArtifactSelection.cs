using KaggleRunner.Core.Results;

namespace KaggleRunner.Web.Artifacts;

/// <summary>The artifacts that were ticked.</summary>
public sealed class ArtifactSelection
{
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    private string? _last;

    public int Count => _paths.Count;

    /// <summary>The selection in as few names as possible: a folder all of whose files are ticked is named with <c>/</c> behind it.</summary>
    public IReadOnlyList<string> Names(IReadOnlyList<Artifact> files)
    {
        var whole = new Dictionary<string, bool>(StringComparer.Ordinal);
        return
        [
            .. Paths
                .Select(path => Folders(path).FirstOrDefault(IsWhole) is { } folder ? folder + "/" : path)
                .Distinct(StringComparer.Ordinal),
        ];

        bool IsWhole(string folder) =>
            whole.TryGetValue(folder, out var known) ? known : whole[folder] = HasAll(folder, files);
    }

    public IEnumerable<string> Paths => _paths.Order(StringComparer.Ordinal);

    public bool Has(string path) => _paths.Contains(path);

    public void Clear() => _paths.Clear();

    /// <summary>What is gone is no longer selected.</summary>
    public void Keep(IEnumerable<string> paths) => _paths.IntersectWith(paths);

    /// <summary>Ticks a file or the files of a folder, or takes their ticks away; with Shift all up to the last one.</summary>
    public void Toggle(
        ArtifactLine line,
        IReadOnlyList<ArtifactLine> lines,
        IReadOnlyList<Artifact> files,
        bool isRange
    )
    {
        var isOn = line.File is null ? !FilesOf(line.Path, files).All(Has) : !Has(line.Path);
        var chosen = isRange && _last is not null ? Range(line, lines) : [line];
        foreach (var path in chosen.SelectMany(one => one.File is null ? FilesOf(one.Path, files) : [one.Path]))
        {
            _ = isOn ? _paths.Add(path) : _paths.Remove(path);
        }

        _last = line.Path;
    }

    public bool HasAll(string folder, IReadOnlyList<Artifact> files) => Count > 0 && FilesOf(folder, files).All(Has);

    private static IEnumerable<string> Folders(string path)
    {
        for (var slash = path.IndexOf('/'); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[..slash];
        }
    }

    private static IEnumerable<string> FilesOf(string folder, IReadOnlyList<Artifact> files) =>
        files.Select(file => file.Path).Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal));

    private IEnumerable<ArtifactLine> Range(ArtifactLine line, IReadOnlyList<ArtifactLine> lines)
    {
        var paths = lines.Select(one => one.Path).ToList();
        var (a, b) = (paths.IndexOf(_last!), paths.IndexOf(line.Path));
        return a < 0 || b < 0 ? [line] : lines.Skip(Math.Min(a, b)).Take(Math.Abs(a - b) + 1);
    }
}
