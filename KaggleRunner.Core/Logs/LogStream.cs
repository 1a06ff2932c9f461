namespace KaggleRunner.Core.Logs;

/// <summary>One of a session's two streams: what was taken from it, and how far the present connection has replayed.</summary>
internal sealed class LogStream
{
    private readonly string name;
    private readonly LineAssembler assembler;
    private StreamMark mark;
    private long position;
    private ulong positionHash;
    private long expected;
    private ulong expectedHash;

    public LogStream(string name, StreamMark mark, SecretRedactor redactor)
    {
        this.name = name;
        this.mark = mark;
        assembler = new LineAssembler(redactor);
        Replay();
    }

    /// <summary>What of the stream has become lines and records.</summary>
    public StreamMark Mark => mark;

    public ReadOnlySpan<char> Held => assembler.Held;

    public bool InPrivateKey
    {
        get => mark.InPrivateKey;
        set => mark = mark with { InPrivateKey = value };
    }

    /// <summary>The stream comes again from its start: what is known of it will be checked and passed over.</summary>
    public void Replay()
    {
        position = 0;
        positionHash = PrefixHash.Start;
        expected = mark.Characters + Held.Length;
        expectedHash = PrefixHash.Extend(mark.Hash, Held);
    }

    /// <summary>The part of <paramref name="text"/> that is new.</summary>
    /// <exception cref="LogMismatchException">The replayed beginning is another one.</exception>
    public ReadOnlySpan<char> Fresh(ReadOnlySpan<char> text)
    {
        if (position == expected)
        {
            return text;
        }

        var known = (int)Math.Min(text.Length, expected - position);
        positionHash = PrefixHash.Extend(positionHash, text[..known]);
        if (position + known == expected && positionHash != expectedHash)
        {
            throw new LogMismatchException(name, expected);
        }

        position += known;
        return text[known..];
    }

    /// <summary>Takes a line, or a piece of a long one, from the new text.</summary>
    /// <param name="alone">True when the line is whole: neither a piece nor the rest of one.</param>
    public bool TryTake(ref ReadOnlySpan<char> fresh, out ReadOnlySpan<char> line, out bool alone)
    {
        alone = false;
        if (!assembler.TryTake(ref fresh, out line, out var ended))
        {
            return false;
        }

        alone = Count(line, ended);
        return true;
    }

    /// <summary>Takes the unfinished line at the end of the stream.</summary>
    public ReadOnlySpan<char> TakeHeld(out bool alone)
    {
        var line = assembler.TakeHeld();
        alone = !mark.Continues;
        mark = mark with
        {
            Characters = mark.Characters + line.Length,
            Hash = PrefixHash.Extend(mark.Hash, line),
            Continues = false,
        };
        return line;
    }

    private bool Count(ReadOnlySpan<char> line, bool ended)
    {
        var alone = ended && !mark.Continues;
        var hash = PrefixHash.Extend(mark.Hash, line);
        mark = mark with
        {
            Characters = mark.Characters + line.Length + (ended ? 1 : 0),
            Hash = ended ? PrefixHash.Extend(hash, "\n") : hash,
            Continues = !ended,
        };
        return alone;
    }
}
