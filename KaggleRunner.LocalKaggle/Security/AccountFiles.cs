using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using KaggleRunner.LocalKaggle.Common;
using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Security;

/// <summary>
/// The files of one account, made once, for their owner's eyes only: <c>kaggle.json</c> (also for the official tool,
/// through <c>KAGGLE_CONFIG_DIR</c>), <c>access_token</c> and <c>credentials.json</c>.
/// </summary>
internal sealed class AccountFiles(HomeLayout home, TimeProvider time)
{
    public Account LoadOrCreate(string name)
    {
        var folder = home.FolderOf(name);
        HomeLayout.CreatePrivate(folder);
        var key = LoadOrCreate(
            Path.Combine(folder, "kaggle.json"),
            StateJson.Default.KeyRecord,
            found => found.Username == name && found.Key is { Length: > 0 },
            () => new KeyRecord(name, RandomNumberGenerator.GetHexString(32, lowercase: true))
        );
        var credentials = LoadOrCreate(
            Path.Combine(folder, "credentials.json"),
            StateJson.Default.CredentialsRecord,
            found => found.Username == name && found is { RefreshToken.Length: > 0, AccessToken.Length: > 0 },
            () => NewCredentials(name)
        );
        var token = Path.Combine(folder, "access_token");
        if (!File.Exists(token))
        {
            AtomicFile.Write(token, Encoding.ASCII.GetBytes(credentials.AccessToken + "\n"));
        }

        return new Account(IdOf(name), name, key.Key, credentials.AccessToken, credentials.RefreshToken);
    }

    private CredentialsRecord NewCredentials(string name) =>
        new(
            AccessTokens.NewToken("KGRT_"),
            AccessTokens.NewToken(AccessTokens.Prefix),
            Timestamps.Format(time.GetUtcNow() + AccessTokens.UsualLifetime),
            name,
            ["resources.admin:*"]
        );

    private static T LoadOrCreate<T>(string path, JsonTypeInfo<T> type, Func<T, bool> isSound, Func<T> create)
        where T : class
    {
        if (Read(path, type) is { } found && isSound(found))
        {
            return found;
        }

        var made = create();
        AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(made, type));
        return made;
    }

    private static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A number that stays the same without a file to keep it.
    private static long IdOf(string name) =>
        name == Account.Default
            ? 1
            : BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name))) | 0x1_0000_0000L;
}
