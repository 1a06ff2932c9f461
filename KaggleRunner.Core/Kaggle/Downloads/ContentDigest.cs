using System.Net;
using System.Security.Cryptography;

namespace KaggleRunner.Core.Kaggle;

/// <summary>A hash of the whole content that a server told in a header.</summary>
internal sealed class ContentDigest(HashAlgorithmName algorithm, byte[] expected)
{
    /// <summary>The strongest one told: <c>Repr-Digest</c> (RFC 9530), the storage's <c>x-goog-hash</c>, <c>Content-MD5</c>; else null.</summary>
    public static ContentDigest? Of(HttpResponseMessage response) =>
        From(HashAlgorithmName.SHA256, Named(response, "Repr-Digest", "sha-256=:")?.Split(':')[0])
        ?? From(HashAlgorithmName.MD5, Named(response, "x-goog-hash", "md5="))
        ?? (
            // Of an answer with a part of the content it would be the hash of that part.
            response is { StatusCode: HttpStatusCode.OK, Content.Headers.ContentMD5: { } md5 }
                ? new ContentDigest(HashAlgorithmName.MD5, md5)
                : null
        );

    public async Task<bool> FitsAsync(Stream content, CancellationToken cancellationToken)
    {
        var found = await HashAsync(content, cancellationToken).ConfigureAwait(false);
        return found.AsSpan().SequenceEqual(expected);
    }

    private ValueTask<byte[]> HashAsync(Stream content, CancellationToken cancellationToken) =>
        algorithm == HashAlgorithmName.SHA256
            ? SHA256.HashDataAsync(content, cancellationToken)
            : Md5Async(content, cancellationToken);

#pragma warning disable CA5351 // Against accidents, not against attackers: it is what the storage tells.
    private static ValueTask<byte[]> Md5Async(Stream content, CancellationToken cancellationToken) =>
        MD5.HashDataAsync(content, cancellationToken);
#pragma warning restore CA5351

    private static string? Named(HttpResponseMessage response, string header, string prefix) =>
        (
            response.Headers.TryGetValues(header, out var values)
            || response.Content.Headers.TryGetValues(header, out values)
        )
            ? values
                .SelectMany(value => value.Split(','))
                .Select(value => value.Trim())
                .FirstOrDefault(value => value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                ?[prefix.Length..]
            : null;

    private static ContentDigest? From(HashAlgorithmName algorithm, string? base64)
    {
        var bytes = new byte[64];
        return base64 is not null && Convert.TryFromBase64String(base64, bytes, out var length)
            ? new ContentDigest(algorithm, bytes[..length])
            : null;
    }
}
