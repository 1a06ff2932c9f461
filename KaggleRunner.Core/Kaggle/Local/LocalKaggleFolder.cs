using System.Text.Json;
using System.Text.Json.Serialization;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Kaggle;

/// <summary>What the local Kaggle leaves in its folder for those who look for it.</summary>
internal sealed class LocalKaggleFolder(string path)
{
    private const int TailBytes = 4096;

    public string Path => path;
    public string Log => In("server.log");
    private string KeyFile => In("kaggle.json");

    /// <summary>Where it says that it listens: http on this machine; null when it says nothing of the kind.</summary>
    public Uri? ReadAddress()
    {
        try
        {
            var json = JsonSerializer.Deserialize(
                File.ReadAllBytes(In("address.json")),
                LocalKaggleJson.Default.LocalAddress
            );
            return
                Uri.TryCreate(json?.Url, UriKind.Absolute, out var address)
                && string.Equals(address.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal)
                && address.IsLoopback
                ? new Uri(address.GetLeftPart(UriPartial.Authority) + "/")
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>True while a server works on the folder, also one that does not answer yet or any more.</summary>
    public async Task<bool> IsHeldAsync()
    {
        if (!File.Exists(In("server.lock")))
        {
            return false;
        }

        if (FileLock.TryTake(In("server.lock")) is not { } taken)
        {
            return true;
        }

        await taken.DisposeAsync().ConfigureAwait(false);
        return false;
    }

    /// <summary>What the preparation of the kernels' Python said last; null when none is under way.</summary>
    public string? ReadPreparation()
    {
        try
        {
            return File.Exists(In("python.preparing")) ? File.ReadAllText(In("python.state")).Trim() : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <exception cref="RunnerException">The key is missing or unusable.</exception>
    public (string User, string Authorization) ReadKey()
    {
        var json = File.Exists(KeyFile)
            ? CredentialFile.ReadJson(KeyFile)
            : throw CredentialFile.Malformed(
                KeyFile,
                "it is missing",
                "Stop the local Kaggle: it makes a new one when it starts."
            );
        return CredentialFile.IsToken(json.Username) && CredentialFile.IsToken(json.Key)
            ? (json.Username!, KaggleCredential.Basic(json.Username!, json.Key!))
            : throw CredentialFile.Malformed(KeyFile, "it holds no key", "Delete it and start the local Kaggle again.");
    }

    /// <summary>The last lines of its log from <paramref name="start"/> on, as one line.</summary>
    public string LogTail(long start)
    {
        try
        {
            using var file = new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            file.Seek(Math.Max(Math.Min(start, file.Length), file.Length - TailBytes), SeekOrigin.Begin);
            using var reader = new StreamReader(file);
            var lines = reader
                .ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return string.Join(" · ", lines.TakeLast(5));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    public long LogLength() => File.Exists(Log) ? new FileInfo(Log).Length : 0;

    private string In(string name) => System.IO.Path.Combine(path, name);
}

internal sealed record LocalAddress(string? Url);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LocalAddress))]
internal sealed partial class LocalKaggleJson : JsonSerializerContext;
