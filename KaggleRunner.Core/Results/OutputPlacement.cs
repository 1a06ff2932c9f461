using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Results;

/// <summary>Where an output goes, relative to the run's folder, or why it is not taken.</summary>
internal readonly record struct PlacedOutput(OutputFile File, string? Path, string? Refusal);

/// <summary>
/// Gives each output of a listing its place: <c>junit.xml</c> at the top of the run's folder, <c>output/x</c>, which the
/// kernel's script collected, at <c>output/x</c>, and anything else that a kernel left, <c>x</c>, at <c>output/x</c> as
/// well, or at <c>output/_working/x</c> where that name is taken. Among names that differ only in case or Unicode form,
/// the first in ordinal order is taken. The places depend on the set of names, not on their order.
/// </summary>
internal sealed class OutputPlacement
{
    public const string JunitXml = "junit.xml";
    public const string Folder = "output/";

    private const string Aside = Folder + "_working/";

    private readonly HashSet<string> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);

    public static IReadOnlyList<PlacedOutput> Place(IEnumerable<OutputFile> listing)
    {
        var placement = new OutputPlacement();
        return
        [
            .. listing
                .DistinctBy(file => file.Name, StringComparer.Ordinal)
                .OrderByDescending(file => IsCollected(file.Name))
                .ThenBy(file => file.Name, StringComparer.Ordinal)
                .Select(placement.PlaceOne),
        ];
    }

    /// <summary>The name inside the output folder, when the kernel's script collected the file.</summary>
    public static string? CollectedName(string name) => IsCollected(name) ? name[Folder.Length..] : null;

    private static bool IsCollected(string name) => name.StartsWith(Folder, StringComparison.Ordinal);

    private PlacedOutput PlaceOne(OutputFile file)
    {
        if (OutputName.Refusal(file.Name) is { } refusal)
        {
            return new PlacedOutput(file, null, refusal);
        }

        var candidates =
            string.Equals(file.Name, JunitXml, StringComparison.Ordinal) ? [JunitXml]
            : IsCollected(file.Name) ? [file.Name]
            : (ReadOnlySpan<string>)[Folder + file.Name, Aside + file.Name];
        foreach (var path in candidates)
        {
            if (TryTake(path))
            {
                return new PlacedOutput(file, path, null);
            }
        }

        return new PlacedOutput(file, null, "another output has this name but for case, or has it for a folder");
    }

    private bool TryTake(string path)
    {
        var key = OutputName.Key(path);
        var parents = Parents(key).ToList();
        if (_files.Contains(key) || _folders.Contains(key) || parents.Any(_files.Contains))
        {
            return false;
        }

        _files.Add(key);
        _folders.UnionWith(parents);
        return true;
    }

    private static IEnumerable<string> Parents(string key)
    {
        for (var slash = key.IndexOf('/'); slash >= 0; slash = key.IndexOf('/', slash + 1))
        {
            yield return key[..slash];
        }
    }
}
