using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace KaggleRunner.LocalKaggle.StatusPage;

/// <summary>Who may see the status page: whoever opened a link that was made with the key, once and soon.</summary>
internal sealed class StatusAccess(TimeProvider time)
{
    private const int MostLinks = 100;
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(30);

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _links = new(StringComparer.Ordinal);

    /// <summary>Of this instance: cookies know hosts, not ports.</summary>
    public string CookieName { get; } = $"local-kaggle-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";

    /// <summary>A token that opens the page once. Kept as a hash, and nowhere but in memory.</summary>
    public string CreateLinkToken()
    {
        var now = time.GetUtcNow();
        foreach (var (old, expires) in _links)
        {
            if (expires < now || _links.Count >= MostLinks)
            {
                _links.TryRemove(old, out _);
            }
        }

        var token = RandomNumberGenerator.GetHexString(48, lowercase: true);
        _links[Hash(token)] = now + LinkLifetime;
        return token;
    }

    /// <summary>A visitor's cookie for a token; null when the token was used before or has expired.</summary>
    public string? Redeem(string token) =>
        _links.TryRemove(Hash(token), out var expires) && expires >= time.GetUtcNow() ? NewCookie() : null;

    public bool IsVisitor(HttpRequest request) => Visitor(request) is not null;

    /// <summary>What a page must send along to change something; null for a stranger.</summary>
    public string? FormToken(HttpRequest request) => Visitor(request) is { } visitor ? Sign($"form {visitor}") : null;

    public bool IsFormToken(HttpRequest request, string? token) =>
        FormToken(request) is { } expected && token is not null && Same(expected, token);

    private string NewCookie()
    {
        var visitor = RandomNumberGenerator.GetHexString(32, lowercase: true);
        return $"{visitor}.{Sign($"visitor {visitor}")}";
    }

    private string? Visitor(HttpRequest request)
    {
        var parts = (request.Cookies[CookieName] ?? "").Split('.');
        return parts.Length == 2 && Same(Sign($"visitor {parts[0]}"), parts[1]) ? parts[0] : null;
    }

    private string Sign(string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(text)));

    private static string Hash(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static bool Same(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}
