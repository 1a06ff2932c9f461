using KaggleRunner.Core.Logs;

namespace KaggleRunner.Core.Results.Previews;

/// <summary>The outputs that the kernel's script says it has collected, before they can be downloaded.</summary>
/// <param name="folder">The run's results folder.</param>
public sealed class AnnouncedOutputs(string folder)
{
    private readonly RecordTail _records = new(folder, "output");
    private readonly Dictionary<string, long> _files = new(StringComparer.Ordinal);

    public int Count => _files.Count;

    /// <summary>Bytes of all of them.</summary>
    public long Bytes => _files.Values.Sum();

    /// <summary>Takes in what was announced since the last call. For one reader at a time.</summary>
    public void Read() =>
        _records.Read(
            _files.Clear,
            record =>
            {
                if (record is OutputRecord output)
                {
                    _files[output.Path] = output.Bytes;
                }
            }
        );
}
