using KaggleRunner.LocalKaggle.Datasets;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Outputs;

namespace KaggleRunner.LocalKaggle.Inputs;

/// <summary>
/// Lays out what a session reads: datasets under <c>datasets/OWNER/SLUG</c>, outputs of kernels under
/// <c>notebooks/OWNER/SLUG</c>, and both under <c>SLUG</c> alone, as older scripts expect. Of two that share a slug the
/// first has the short name.
/// </summary>
internal sealed class SessionInputs(DatasetCatalog datasets, KernelCatalog kernels)
{
    /// <summary>Makes the places below the session's input folder and tells what is to be mounted there.</summary>
    public IReadOnlyList<InputMount> Prepare(KernelVersion version)
    {
        var mounts = new Dictionary<string, InputMount>(StringComparer.Ordinal);
        foreach (var pin in version.Record.Inputs ?? [])
        {
            var source = Find(pin);
            foreach (var place in Places(pin))
            {
                mounts.TryAdd(place, new InputMount(source, place));
            }
        }

        foreach (var mount in mounts.Values)
        {
            Directory.CreateDirectory(Path.Combine(version.Folder.Input, mount.Place));
        }

        return [.. mounts.Values];
    }

    /// <summary>
    /// Where nothing can be mounted: folders of their own with a link for each file, so that walks and globs find them.
    /// </summary>
    public static void Link(VersionFolder folder, IReadOnlyList<InputMount> mounts)
    {
        foreach (var mount in mounts)
        {
            foreach (var file in OutputFolder.List(mount.Source))
            {
                var link = Path.Combine(folder.Input, mount.Place, file.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(link)!);
                File.CreateSymbolicLink(link, Path.Combine(mount.Source, file.Name));
            }
        }
    }

    private static string[] Places(InputPin pin) =>
        [$"{(pin.Kind == InputKind.Dataset ? "datasets" : "notebooks")}/{pin.Owner}/{pin.Slug}", pin.Slug];

    private string Find(InputPin pin)
    {
        var folder =
            pin.Kind == InputKind.Dataset
                ? datasets.Find(pin.Owner, pin.Slug)?.Find(pin.Version)?.Files
                : kernels.Find(pin.Name)?.Find(pin.Version)?.Folder.Working;
        return folder is not null && Directory.Exists(folder)
            ? folder
            : throw new InvalidOperationException(
                $"The input {pin.Name} v{pin.Version} has been deleted since this version was pushed."
            );
    }
}
