using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using KaggleRunner.LocalKaggle.Common;
using KaggleRunner.LocalKaggle.Hosting;

namespace KaggleRunner.LocalKaggle.Blobs;

/// <summary>Files on their way into datasets. They stand on disk under names of this server's making.</summary>
internal sealed class BlobStore(HomeLayout home, TimeProvider time) : IDisposable
{
    /// <summary>What nobody has used by then is thrown away.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    private readonly ConcurrentDictionary<string, Blob> _byKey = new(StringComparer.Ordinal);

    public int Count => _byKey.Count;

    public void Load()
    {
        var folders = Directory.Exists(home.Blobs) ? Directory.EnumerateDirectories(home.Blobs) : [];
        foreach (var folder in folders)
        {
            if (Read(folder) is { } record)
            {
                _byKey[record.Key] = new Blob(record, folder);
            }
            else
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        Sweep();
    }

    public Blob Start(string owner, string name, long contentLength)
    {
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var key = RandomNumberGenerator.GetHexString(40, lowercase: true);
        var record = new BlobRecord(token, key, owner, name, contentLength, time.GetUtcNow());
        var blob = new Blob(record, Path.Combine(home.Blobs, token));
        Directory.CreateDirectory(blob.Folder);
        AtomicFile.Write(blob.Description, JsonSerializer.SerializeToUtf8Bytes(record, BlobJson.Default.BlobRecord));
        using (File.Create(blob.Data)) { }

        _byKey[key] = blob;
        return blob;
    }

    public Blob? FindByKey(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>The blob that its owner names, or null; tokens of others do not exist.</summary>
    public Blob? Find(string owner, string? token) =>
        _byKey.Values.FirstOrDefault(blob =>
            string.Equals(blob.Record.Token, token, StringComparison.Ordinal)
            && string.Equals(blob.Record.Owner, owner, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Forgets a blob and removes what is left of it.</summary>
    public void Remove(Blob blob)
    {
        _byKey.TryRemove(blob.Record.Key, out _);
        if (Directory.Exists(blob.Folder))
        {
            Directory.Delete(blob.Folder, recursive: true);
        }
    }

    public void Sweep()
    {
        var now = time.GetUtcNow();
        foreach (var blob in _byKey.Values.Where(blob => now - blob.Record.CreatedAt > Lifetime).ToList())
        {
            Remove(blob);
        }
    }

    public void Dispose()
    {
        foreach (var blob in _byKey.Values)
        {
            blob.Dispose();
        }
    }

    private static BlobRecord? Read(string folder)
    {
        try
        {
            var bytes = File.ReadAllBytes(Path.Combine(folder, "blob.json"));
            return JsonSerializer.Deserialize(bytes, BlobJson.Default.BlobRecord);
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return null;
        }
    }
}
