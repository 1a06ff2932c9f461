namespace KaggleRunner.Core.Logs;

/// <summary>One of a session's two streams: what was taken from it, and how far the present connection has replayed.</summary>
internal sealed class LogStream
{
    private readonly string _name;
    private readonly LineAssembler _assembler;
    private StreamMark _mark;
    private long _position;
    private ulong _positionHash;
    private long _expected;
    private ulong _expectedHash;

    public LogStream(string name, StreamMark mark, SecretRedactor redactor)
    {
        this._name = name;
        this._mark = mark;
        _assembler = new LineAssembler(redactor);
        Replay();
    }

    /// <summary>What of the stream has become lines and records.</summary>
    public StreamMark Mark => _mark;

    public ReadOnlySpan<char> Held => _assembler.Held;

    public bool InPrivateKey
    {
        get => _mark.InPrivateKey;
        set => _mark = _mark with { InPrivateKey = value };
    }

    /// <summary>The stream comes again from its start: what is known of it will be checked and passed over.</summary>
    public void Replay()
    {
        _position = 0;
        _positionHash = PrefixHash.Start;
        _expected = _mark.Characters + Held.Length;
        _expectedHash = PrefixHash.Extend(_mark.Hash, Held);
    }

    /// <summary>The part of <paramref name="text"/> that is new.</summary>
    /// <exception cref="LogMismatchException">The replayed beginning is another one.</exception>
    public ReadOnlySpan<char> Fresh(ReadOnlySpan<char> text)
    {
        if (_position == _expected)
        {
            return text;
        }

        var known = (int)Math.Min(text.Length, _expected - _position);
        _positionHash = PrefixHash.Extend(_positionHash, text[..known]);
        if (_position + known == _expected && _positionHash != _expectedHash)
        {
            throw new LogMismatchException(_name, _expected);
        }

        _position += known;
        return text[known..];
    }

    /// <summary>Takes a line, or a piece of a long one, from the new text.</summary>
    /// <param name="alone">True when the line is whole: neither a piece nor the rest of one.</param>
    public bool TryTake(ref ReadOnlySpan<char> fresh, out ReadOnlySpan<char> line, out bool alone)
    {
        alone = false;
        if (!_assembler.TryTake(ref fresh, out line, out var ended))
        {
            return false;
        }

        alone = Count(line, ended);
        return true;
    }

    /// <summary>Takes the unfinished line at the end of the stream.</summary>
    public ReadOnlySpan<char> TakeHeld(out bool alone)
    {
        var line = _assembler.TakeHeld();
        alone = !_mark.Continues;
        _mark = _mark with
        {
            Characters = _mark.Characters + line.Length,
            Hash = PrefixHash.Extend(_mark.Hash, line),
            Continues = false,
        };
        return line;
    }

    private bool Count(ReadOnlySpan<char> line, bool ended)
    {
        var alone = ended && !_mark.Continues;
        var hash = PrefixHash.Extend(_mark.Hash, line);
        _mark = _mark with
        {
            Characters = _mark.Characters + line.Length + (ended ? 1 : 0),
            Hash = ended ? PrefixHash.Extend(hash, "\n") : hash,
            Continues = !ended,
        };
        return alone;
    }
}
