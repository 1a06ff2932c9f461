using System.Text.Json;
using KaggleRunner.LocalKaggle.Blobs;
using KaggleRunner.LocalKaggle.Common;
using KaggleRunner.LocalKaggle.Hosting;

namespace KaggleRunner.LocalKaggle.Datasets;

/// <summary>Datasets on disk. Both a dataset and a version appear at once and whole, by the renaming of a folder.</summary>
internal sealed class DatasetFiles(HomeLayout home, ILogger<DatasetFiles> logger)
{
    public IEnumerable<Dataset> LoadAll()
    {
        var owners = Directory.Exists(home.Datasets) ? Directory.GetDirectories(home.Datasets) : [];
        foreach (var folder in owners.SelectMany(Directory.GetDirectories))
        {
            if (Path.GetFileName(folder).StartsWith('.'))
            {
                Directory.Delete(folder, recursive: true);
            }
            else if (
                JsonFile.ReadOrNull(Path.Combine(folder, "dataset.json"), DatasetJson.Default.DatasetRecord, logger)
                    is { } record
                && Load(record, folder) is { } dataset
            )
            {
                yield return dataset;
            }
        }
    }

    public static void Save(DatasetRecord record, string folder) =>
        AtomicFile.Write(
            Path.Combine(folder, "dataset.json"),
            JsonSerializer.SerializeToUtf8Bytes(record, DatasetJson.Default.DatasetRecord)
        );

    public Dataset Create(DatasetRecord record, DatasetVersionRecord first, IReadOnlyList<Blob> blobs)
    {
        var folder = Path.Combine(home.Datasets, record.Owner, record.Slug);
        var draft = Path.Combine(home.Datasets, record.Owner, $".{record.Slug}.{Guid.NewGuid():N}");
        var name = DatasetVersion.NameOf(first.Number);
        Fill(Path.Combine(draft, name), first, blobs);
        Save(record, draft);
        Directory.Move(draft, folder);
        var dataset = new Dataset(record, folder);
        dataset.Add(new DatasetVersion(first, Path.Combine(folder, name)));
        return dataset;
    }

    public static DatasetVersion Add(Dataset dataset, DatasetVersionRecord record, IReadOnlyList<Blob> blobs)
    {
        var name = DatasetVersion.NameOf(record.Number);
        var draft = Path.Combine(dataset.Folder, $".{name}.{Guid.NewGuid():N}");
        Fill(draft, record, blobs);
        var root = Path.Combine(dataset.Folder, name);
        Directory.Move(draft, root);
        var version = new DatasetVersion(record, root);
        dataset.Add(version);
        return version;
    }

    private static void Fill(string root, DatasetVersionRecord record, IReadOnlyList<Blob> blobs)
    {
        var version = new DatasetVersion(record, root);
        Directory.CreateDirectory(version.RawFolder);
        for (var place = 0; place < blobs.Count; place++)
        {
            File.Move(blobs[place].Data, version.Raw(place));
        }

        version.Save(record);
    }

    private Dataset? Load(DatasetRecord record, string folder)
    {
        var dataset = new Dataset(record, folder);
        foreach (var root in Directory.GetDirectories(folder))
        {
            if (Path.GetFileName(root).StartsWith('.'))
            {
                Directory.Delete(root, recursive: true);
            }
            else if (
                JsonFile.ReadOrNull(DatasetVersion.FileOf(root), DatasetJson.Default.DatasetVersionRecord, logger) is
                { } version
            )
            {
                dataset.Add(new DatasetVersion(version, root));
            }
        }

        return dataset.Versions.Any() ? dataset : null;
    }
}
