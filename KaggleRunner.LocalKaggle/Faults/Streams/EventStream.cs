using System.Text;

namespace KaggleRunner.LocalKaggle.Faults.Streams;

/// <summary>Takes a live log apart into its events and sends what the edits make of them.</summary>
internal sealed class EventStream(Stream inner, IReadOnlyList<IEventEdit> edits) : WriteStream(inner)
{
    private const string Field = "data: ";
    private readonly MemoryStream _begun = new();

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        _begun.Write(buffer.Span);
        if (TakeWhole() is not { } text)
        {
            return;
        }

        var sent = new StringBuilder();
        foreach (var one in Edit(text))
        {
            sent.Append(Field).Append(one.Payload).Append("\n\n");
        }

        await Inner.WriteAsync(Encoding.UTF8.GetBytes(sent.ToString()), cancellationToken);
    }

    private string? TakeWhole()
    {
        var begun = _begun.GetBuffer().AsSpan(0, (int)_begun.Length);
        var end = begun.LastIndexOf("\n\n"u8) + 2;
        if (end < 2)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(begun[..end]);
        var rest = begun[end..].ToArray();
        _begun.SetLength(0);
        _begun.Write(rest);
        return text;
    }

    private IReadOnlyList<StreamEvent> Edit(string text)
    {
        IReadOnlyList<StreamEvent> events =
        [
            .. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
                .Select(one => StreamEvent.Read(one[Field.Length..])),
        ];
        foreach (var edit in edits)
        {
            events = [.. edit.Apply(events)];
        }

        return events;
    }
}
