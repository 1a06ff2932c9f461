using System.Globalization;
using System.Text.Json;
using KaggleRunner.LocalKaggle.Common;

namespace KaggleRunner.LocalKaggle.Datasets;

/// <summary>One version: its record, on disk before anyone hears of a change, and its folder.</summary>
internal sealed class DatasetVersion(DatasetVersionRecord record, string root)
{
    private volatile DatasetVersionRecord _record = record;

    public DatasetVersionRecord Record => _record;
    public int Number => _record.Number;
    public DatasetStatus Status => _record.Status;
    public bool IsReady => Status == DatasetStatus.Ready;
    public bool IsUnderWay => Status is not (DatasetStatus.Ready or DatasetStatus.Failed);
    public string Root { get; } = root;

    /// <summary>What kernels see.</summary>
    public string Files => Path.Combine(Root, "files");
    public string RawFolder => Path.Combine(Root, "raw");

    public static string FileOf(string root) => Path.Combine(root, "version.json");

    public static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"v{number}");

    public string Raw(int place) => Path.Combine(RawFolder, place.ToString(CultureInfo.InvariantCulture));

    public void Save(DatasetVersionRecord next)
    {
        AtomicFile.Write(
            FileOf(Root),
            JsonSerializer.SerializeToUtf8Bytes(next, DatasetJson.Default.DatasetVersionRecord)
        );
        _record = next;
    }
}
