using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using KaggleRunner.LocalKaggle.Common;
using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Security;

/// <summary>The tokens that GenerateAccessToken gave out. They outlive the server; on disk stand only their hashes.</summary>
internal sealed class AccessTokens(HomeLayout home, TimeProvider time)
{
    public const string Prefix = "KGAT_";

    /// <summary>What the official tool asks for.</summary>
    public static readonly TimeSpan UsualLifetime = TimeSpan.FromHours(12);
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, TokenRecord> _tokens = new(StringComparer.Ordinal);

    public static string NewToken(string prefix) => prefix + RandomNumberGenerator.GetHexString(32, lowercase: true);

    public void Load()
    {
        if (!File.Exists(home.Tokens))
        {
            return;
        }

        foreach (var token in Read() ?? [])
        {
            _tokens[token.Hash] = token;
        }
    }

    public string Issue(Account account, TimeSpan lifetime)
    {
        var token = NewToken(Prefix);
        lock (_gate)
        {
            foreach (var (hash, _) in _tokens.Where(held => held.Value.ExpiresAt <= time.GetUtcNow()))
            {
                _tokens.TryRemove(hash, out _);
            }

            var record = new TokenRecord(KeyOf(token), account.Name, time.GetUtcNow() + lifetime);
            _tokens[record.Hash] = record;
            Save();
        }

        return token;
    }

    /// <summary>Whose token this is, as long as it is valid.</summary>
    public string? UserOf(string token) =>
        _tokens.TryGetValue(KeyOf(token), out var record) && record.ExpiresAt > time.GetUtcNow() ? record.User : null;

    public void Revoke(string token)
    {
        lock (_gate)
        {
            if (_tokens.TryRemove(KeyOf(token), out _))
            {
                Save();
            }
        }
    }

    private static string KeyOf(string token) => Convert.ToHexStringLower(Secret.HashOf(token));

    private void Save() =>
        AtomicFile.Write(
            home.Tokens,
            JsonSerializer.SerializeToUtf8Bytes([.. _tokens.Values], StateJson.Default.TokenRecordArray)
        );

    private TokenRecord[]? Read()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(home.Tokens), StateJson.Default.TokenRecordArray);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
