using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace KaggleRunner.LocalKaggle.Sessions;

/// <summary>
/// The events of a session, a JSON object a line, on disk just as they travel. Any number of readers replay it from the
/// start and follow what is added.
/// </summary>
internal sealed class SessionLog(string path, bool completed)
{
    /// <summary>Characters of one event at most: an event, each character escaped, fits in a reader's block.</summary>
    public const int MaxCharacters = 32 * 1024;
    private const int Block = 256 * 1024;
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = NewSignal();
    private FileStream? _writer;
    private long _length = File.Exists(path) ? new FileInfo(path).Length : 0;
    private bool _closed = completed;
    private bool _completed = completed;
    private bool _full;

    /// <summary>Bytes on disk after which nothing more is kept.</summary>
    public long Limit { get; set; } = long.MaxValue;

    public void Append(string stream, double time, ReadOnlySpan<char> data)
    {
        if (_full)
        {
            return;
        }

        Write(Event(stream, time, data));
        if (Volatile.Read(ref _length) >= Limit && !Interlocked.Exchange(ref _full, true))
        {
            var words = string.Create(
                CultureInfo.InvariantCulture,
                $"\n[The log has reached the local Kaggle's limit of {Limit} bytes; what follows is not kept.]\n"
            );
            Write(Event("stderr", time, words));
        }
    }

    private static ArrayBufferWriter<byte> Event(string stream, double time, ReadOnlySpan<char> data)
    {
        var line = new ArrayBufferWriter<byte>(data.Length + 100);
        using (var json = new Utf8JsonWriter(line, Relaxed))
        {
            json.WriteStartObject();
            json.WriteString("stream_name", stream);
            json.WriteNumber("time", time);
            json.WriteString("data", data);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        return line;
    }

    private void Write(ArrayBufferWriter<byte> line)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _writer ??= new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            _writer.Write(line.WrittenSpan);
            _length += line.WrittenCount;
            Signal();
        }
    }

    /// <summary>Takes no more, and everything is on disk; readers still wait for <see cref="Complete"/>.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _writer?.Dispose();
            _writer = null;
        }
    }

    /// <summary>Tells readers that nothing more comes.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            Signal();
        }
    }

    /// <summary>Cuts off what a killed server left of a line.</summary>
    public void Recover()
    {
        if (!File.Exists(path))
        {
            return;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        var end = file.Length;
        while (end > 0)
        {
            file.Position = end - 1;
            if (file.ReadByte() == '\n')
            {
                break;
            }

            end--;
        }

        file.SetLength(end);
        _length = end;
    }

    /// <summary>Blocks of whole lines from the start to the end of the log, waiting for more until it is complete.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var buffer = new byte[Block];
        var position = 0L;
        while (true)
        {
            var (length, ended, changed) = Look();
            if (position < length)
            {
                var most = (int)Math.Min(Block, length - position);
                using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
                var read = await RandomAccess.ReadAsync(file, buffer.AsMemory(0, most), position, cancellationToken);
                var whole = buffer.AsSpan(0, read).LastIndexOf((byte)'\n') + 1;
                position += whole;
                yield return buffer.AsMemory(0, whole);
            }
            else if (ended)
            {
                yield break;
            }
            else
            {
                await changed.WaitAsync(cancellationToken);
            }
        }
    }

    private (long Length, bool Ended, Task Changed) Look()
    {
        lock (_gate)
        {
            return (_length, _completed, _changed.Task);
        }
    }

    private void Signal()
    {
        _changed.SetResult();
        _changed = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
