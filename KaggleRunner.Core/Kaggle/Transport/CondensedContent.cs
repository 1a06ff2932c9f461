using System.Buffers;
using System.Net;
using System.Text;

namespace KaggleRunner.Core.Kaggle;

/// <summary>An answer's body without the log that came in it; see <see cref="LogCondenser"/>.</summary>
internal sealed class CondensedContent : HttpContent
{
    /// <summary>Set on requests whose answer may carry a log: the mark that is looked for in it.</summary>
    public static readonly HttpRequestOptionsKey<string> Mark = new("kaggle.log-mark");

    private const int PieceSize = 64 << 10;
    private readonly HttpContent _whole;
    private readonly byte[] _mark;

    private CondensedContent(HttpContent whole, string mark)
    {
        (_whole, _mark) = (whole, Encoding.UTF8.GetBytes(mark));
        Headers.ContentType = whole.Headers.ContentType;
    }

    /// <summary>Makes the answer's body one without the log, where the request asks for that.</summary>
    public static void Apply(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (request.Options.TryGetValue(Mark, out var mark) && response.StatusCode == HttpStatusCode.OK)
        {
            response.Content = new CondensedContent(response.Content, mark);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken
    )
    {
        var condenser = new LogCondenser(_mark);
        var left = new ArrayBufferWriter<byte>(PieceSize);
        var piece = new byte[PieceSize];
        var body = await _whole.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            int read;
            while ((read = await body.ReadAsync(piece, cancellationToken).ConfigureAwait(false)) > 0)
            {
                condenser.Feed(piece.AsSpan(0, read), left);
                await stream.WriteAsync(left.WrittenMemory, cancellationToken).ConfigureAwait(false);
                left.ResetWrittenCount();
            }
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _whole.Dispose();
        }

        base.Dispose(disposing);
    }
}
