using System.Text;

namespace KaggleRunner.LocalKaggle.Faults.Streams;

/// <summary>Holds a JSON answer until it is whole, and sends what became of it.</summary>
internal sealed class RewrittenStream(Stream inner, Func<string, string> rewrite) : WriteStream(inner)
{
    private readonly MemoryStream _whole = new();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _whole.Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        var text = Encoding.UTF8.GetString(_whole.GetBuffer(), 0, (int)_whole.Length);
        await Inner.WriteAsync(Encoding.UTF8.GetBytes(rewrite(text)), cancellationToken);
        await base.FinishAsync(cancellationToken);
    }
}
