using KaggleRunner.Core.Logs;

namespace KaggleRunner.Core.Results.Previews;

/// <summary>The outputs that the kernel's script says it has collected, before they can be downloaded.</summary>
public sealed class AnnouncedOutputs
{
    private readonly RecordLineReader _records;
    private readonly Dictionary<string, long> _files = new(StringComparer.Ordinal);

    /// <param name="folder">The run's results folder.</param>
    public AnnouncedOutputs(string folder) => _records = new RecordLineReader(folder, Take, _files.Clear);

    public int Count => _files.Count;

    /// <summary>Bytes of all of them.</summary>
    public long Bytes => _files.Values.Sum();

    /// <summary>Takes in what was announced since the last call. For one reader at a time.</summary>
    public void Read() => _records.ReadAll();

    private void Take(ReadOnlySpan<byte> line)
    {
        if (RecordLine.IsOutput(line) && RunRecords.TryParse(line) is OutputRecord output)
        {
            _files[output.Path] = output.Bytes;
        }
    }
}
