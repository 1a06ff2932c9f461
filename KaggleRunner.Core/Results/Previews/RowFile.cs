using Microsoft.Win32.SafeHandles;

namespace KaggleRunner.Core.Results.Previews;

/// <summary>
/// A text file of rows, of any size: it remembers where every 512th row begins as far as it has looked, and reads the rows
/// that are asked for from there. The file is never held as a whole. For one reader at a time.
/// </summary>
internal sealed class RowFile : IDisposable
{
    /// <summary>A longer row is cut.</summary>
    public const int LongestRow = 256 * 1024;

    private const int Step = 512;
    private const int BlockSize = 1024 * 1024;

    private readonly SafeFileHandle _file;
    private readonly char? _separator;
    private readonly TextUnits _units;
    private readonly List<long> _marks = [];
    private RowSplitter _splitter;
    private byte[]? _block;
    private long _position;
    private long _begin;

    /// <param name="path">The file.</param>
    /// <param name="separator">What stands between cells; null: each line is a row.</param>
    public RowFile(string path, char? separator)
    {
        _file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        (_separator, _units) = (separator, TextUnits.Of(_file));
        _splitter = new RowSplitter(separator, _units);
    }

    /// <summary>Bytes of the file now.</summary>
    public long Length => RandomAccess.GetLength(_file);

    /// <summary>Rows found so far.</summary>
    public long Count { get; private set; }

    /// <summary>True when all rows were found.</summary>
    public bool IsWhole { get; private set; }

    public void Dispose() => _file.Dispose();

    /// <summary>Looks on until so many rows are known, or all.</summary>
    public void LookTo(long rows, CancellationToken cancellationToken)
    {
        var block = _block ??= new byte[BlockSize];
        while (!IsWhole && Count < rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = ReadUnits(block, _position);
            if (read == 0)
            {
                if (_position > _begin)
                {
                    EndRow(_position);
                }

                (IsWhole, _block) = (true, null);
                return;
            }

            Split(block.AsSpan(0, read));
            _position += read;
        }
    }

    /// <summary>Rows without their line ends; fewer where the file ends.</summary>
    public IReadOnlyList<string> Read(long first, int count, CancellationToken cancellationToken)
    {
        LookTo(first + 1, cancellationToken);
        if (first >= Count)
        {
            return [];
        }

        var rows = new List<string>(Math.Min(count, 1000));
        var mark = first / Step;
        Visit(_marks[(int)mark], (int)(first - (mark * Step)), row => Take(rows, row, count), cancellationToken);
        return rows;
    }

    /// <summary>Calls for each row from one on, until it says no.</summary>
    public void VisitAll(long first, Predicate<string> visitor, CancellationToken cancellationToken)
    {
        LookTo(first + 1, cancellationToken);
        if (first < Count)
        {
            Visit(_marks[(int)(first / Step)], (int)(first % Step), visitor, cancellationToken);
        }
    }

    private static bool Take(List<string> rows, string row, int count)
    {
        rows.Add(row);
        return rows.Count < count;
    }

    private void Split(ReadOnlySpan<byte> block)
    {
        var at = 0;
        for (int end; (end = _splitter.EndOf(block[at..])) >= 0; )
        {
            at += end;
            EndRow(_position + at);
        }
    }

    private void EndRow(long end)
    {
        if (Count++ % Step == 0)
        {
            _marks.Add(_begin);
        }

        _begin = end;
    }

    private void Visit(long offset, int skip, Predicate<string> visitor, CancellationToken cancellationToken)
    {
        var splitter = new RowSplitter(_separator, _units);
        var block = new byte[64 * 1024];
        var row = new MemoryStream();
        for (int read; (read = ReadUnits(block, offset)) > 0; offset += read)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var at = 0; at < read; )
            {
                var end = splitter.EndOf(block.AsSpan(at, read - at));
                var part = block.AsSpan(at, end < 0 ? read - at : end);
                row.Write(part[..(int)Math.Clamp(LongestRow - row.Length, 0, part.Length)]);
                at += part.Length;
                if (end >= 0)
                {
                    if (skip-- <= 0 && !visitor(_units.Text(row.GetBuffer().AsSpan(0, (int)row.Length))))
                    {
                        return;
                    }

                    row.SetLength(0);
                }
            }
        }

        if (row.Length > 0 && skip <= 0)
        {
            visitor(_units.Text(row.GetBuffer().AsSpan(0, (int)row.Length)));
        }
    }

    /// <summary>A unit that is cut by the end of the file is none.</summary>
    private int ReadUnits(byte[] block, long offset)
    {
        var read = RandomAccess.Read(_file, block, offset);
        return read - (read % _units.Width);
    }
}
