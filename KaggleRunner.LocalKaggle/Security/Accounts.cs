using System.Text.RegularExpressions;
using KaggleRunner.LocalKaggle.Hosting;

namespace KaggleRunner.LocalKaggle.Security;

/// <summary>Everybody who may use this server: <c>local</c>, those named at this start and those named at earlier ones.</summary>
internal sealed partial class Accounts(
    LocalKaggleOptions options,
    HomeLayout home,
    AccountFiles files,
    AccessTokens tokens
)
{
    private readonly Dictionary<string, Account> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The account that is there without being asked for.</summary>
    public Account Local => _byName[Account.Default];

    public IEnumerable<Account> All => _byName.Values;

    public void Load()
    {
        foreach (var name in (IEnumerable<string>)[Account.Default, .. options.Users, .. Earlier()])
        {
            _byName.TryAdd(name, files.LoadOrCreate(name));
        }

        tokens.Load();
    }

    public Account? Find(string? name) => name is null ? null : _byName.GetValueOrDefault(name);

    /// <summary>Who sends this header: <c>Basic user:key</c> or <c>Bearer token</c>.</summary>
    public Account? FindByHeader(string? authorization)
    {
        const string basic = "Basic ";
        const string bearer = "Bearer ";
        if (authorization is null)
        {
            return null;
        }

        if (authorization.StartsWith(bearer, StringComparison.OrdinalIgnoreCase))
        {
            return FindByToken(authorization[bearer.Length..].Trim());
        }

        return authorization.StartsWith(basic, StringComparison.OrdinalIgnoreCase)
            ? FindByPair(Secret.FromBase64(authorization[basic.Length..]))
            : null;
    }

    /// <summary>Whose access token this is; the key of <c>kaggle.json</c> counts as one.</summary>
    public Account? FindByToken(string token)
    {
        Account? found = null;
        foreach (var account in All)
        {
            // All are compared, so that the time tells nothing.
            found = Secret.Same(account.AccessToken, token) | Secret.Same(account.Key, token) ? account : found;
        }

        return found ?? Find(tokens.UserOf(token));
    }

    public Account? FindByRefreshToken(string token)
    {
        Account? found = null;
        foreach (var account in All)
        {
            found = Secret.Same(account.RefreshToken, token) ? account : found;
        }

        return found;
    }

    /// <summary>What names of users look like.</summary>
    public static bool IsName(string name) => NameForm().IsMatch(name);

    private Account? FindByPair(string? pair)
    {
        var colon = pair?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return colon > 0 && Find(pair![..colon]) is { } account && Secret.Same(account.Key, pair[(colon + 1)..])
            ? account
            : null;
    }

    private IEnumerable<string> Earlier() =>
        Directory.Exists(home.Users)
            ? Directory.EnumerateDirectories(home.Users).Select(path => Path.GetFileName(path)).Where(IsName)
            : [];

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameForm();
}
