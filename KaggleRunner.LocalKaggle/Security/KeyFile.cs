using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KaggleRunner.LocalKaggle.Common;
using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Security;

internal sealed record KeyRecord(string Username, string Key);

/// <summary>The one account and its key, in the form that Kaggle's own tool reads (<c>KAGGLE_CONFIG_DIR</c>).</summary>
internal sealed class KeyFile(HomeLayout home)
{
    private KeyRecord _record = new("local", "");

    public string Owner => _record.Username;

    /// <summary>Reads the key, or makes one when there is none.</summary>
    public void Load()
    {
        if (File.Exists(home.Key) && Read() is { Username: "local", Key.Length: > 0 } found)
        {
            _record = found;
            return;
        }

        _record = new KeyRecord("local", RandomNumberGenerator.GetHexString(32, lowercase: true));
        AtomicFile.Write(home.Key, JsonSerializer.SerializeToUtf8Bytes(_record, StateJson.Default.KeyRecord));
    }

    public bool Accepts(string? authorization)
    {
        const string basic = "Basic ";
        const string bearer = "Bearer ";
        if (authorization is null)
        {
            return false;
        }

        if (authorization.StartsWith(bearer, StringComparison.OrdinalIgnoreCase))
        {
            return IsKey(authorization[bearer.Length..]);
        }

        return authorization.StartsWith(basic, StringComparison.OrdinalIgnoreCase)
            && IsUserAndKey(authorization[basic.Length..]);
    }

    public bool IsKey(string text) => Same(_record.Key, text);

    private bool IsUserAndKey(string encoded)
    {
        var decoded = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded.Trim(), decoded, out var length)
            && Same($"{_record.Username}:{_record.Key}", Encoding.UTF8.GetString(decoded, 0, length));
    }

    // Hashed first: FixedTimeEquals would tell the length.
    private static bool Same(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(expected)),
            SHA256.HashData(Encoding.UTF8.GetBytes(given))
        );

    private KeyRecord? Read()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(home.Key), StateJson.Default.KeyRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
