using System.Buffers;
using System.Net;
using Microsoft.Win32.SafeHandles;

namespace KaggleRunner.Core.Kaggle;

/// <summary>The end of a file from an offset on, as the body of a request; tells how many bytes have left.</summary>
internal sealed class FileSliceContent(SafeFileHandle file, long offset, long length, Action<long> sent) : HttpContent
{
    private const int BufferSize = 128 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken
    )
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (var done = 0L; done < length; )
            {
                var most = (int)Math.Min(BufferSize, length - done);
                var read = await RandomAccess
                    .ReadAsync(file, buffer.AsMemory(0, most), offset + done, cancellationToken)
                    .ConfigureAwait(false);
                if (read == 0)
                {
                    throw new IOException("the file became shorter while it was sent");
                }

                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                done += read;
                sent(done);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    protected override bool TryComputeLength(out long computed)
    {
        computed = length;
        return true;
    }
}
