using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Outputs;

namespace KaggleRunner.LocalKaggle.Security;

/// <summary>Short-lived addresses of output files that need no key, as Kaggle's storage hands out.</summary>
internal sealed class SignedUrls(ServerAddress address, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);

    public string Sign(long sessionId, string name)
    {
        var expires = (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds();
        var query = string.Create(
            CultureInfo.InvariantCulture,
            $"name={Uri.EscapeDataString(name)}&expires={expires}&signature={Signature(sessionId, name, expires)}"
        );
        return address.At(
            string.Create(CultureInfo.InvariantCulture, $"{DownloadEndpoint.Prefix}/{sessionId}?{query}")
        );
    }

    public bool IsValid(long sessionId, string name, string expires, string signature) =>
        long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var end)
        && end >= time.GetUtcNow().ToUnixTimeSeconds()
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Signature(sessionId, name, end)),
            Encoding.UTF8.GetBytes(signature)
        );

    private string Signature(long sessionId, string name, long expires)
    {
        var signed = string.Create(CultureInfo.InvariantCulture, $"{sessionId}\n{expires}\n{name}");
        return Convert.ToHexStringLower(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(signed)));
    }
}
