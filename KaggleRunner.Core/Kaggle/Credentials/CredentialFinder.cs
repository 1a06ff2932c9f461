using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Kaggle;

/// <summary>Looks for credentials where Kaggle's own tool does, in its order: access token, key, login.</summary>
internal sealed class CredentialFinder(CredentialSources sources, TimeProvider time)
{
    /// <summary>A token that ends this soon is renewed before it is used.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>
    /// What is found first decides, even when Kaggle then refuses it: the official tool goes on to the next kind, and
    /// with it, without a word, perhaps to another user.
    /// </summary>
    /// <exception cref="RunnerException">There are none, or the first ones found are unusable.</exception>
    public KaggleCredential Find() => FindToken() ?? FindKey() ?? FindLogin() ?? throw None();

    private KaggleCredential? FindToken()
    {
        if (sources.NonEmpty("KAGGLE_API_TOKEN") is { } value)
        {
            if (File.Exists(value))
            {
                return TokenFile(value, $"the file {value} named by KAGGLE_API_TOKEN");
            }

            return CredentialFile.IsToken(value)
                ? new KaggleCredential(
                    "the variable KAGGLE_API_TOKEN",
                    Owner: null,
                    KaggleCredential.Bearer(value),
                    File: null
                )
                : throw new RunnerException(
                    "The variable KAGGLE_API_TOKEN holds neither a token nor the path of a file.",
                    "Set it to the token alone, without spaces."
                );
        }

        return TokenFiles.FirstOrDefault(File.Exists) is { } path ? TokenFile(path, $"the file {path}") : null;
    }

    private KaggleCredential? FindKey()
    {
        var user = sources.NonEmpty("KAGGLE_USERNAME");
        var key = sources.NonEmpty("KAGGLE_KEY");
        var path = KeyFiles.FirstOrDefault(File.Exists);
        if (user is not null && key is not null)
        {
            return Key("the variables KAGGLE_USERNAME and KAGGLE_KEY", user, key, file: null);
        }

        if (path is null)
        {
            return null;
        }

        var json = CredentialFile.ReadJson(path);
        if (user is null && key is null && json is { Username: null, Key: null, IsConfiguration: true })
        {
            // The official tool keeps its proxy and its download folder there too.
            return null;
        }

        var overlay =
            user is not null ? " with KAGGLE_USERNAME"
            : key is not null ? " with KAGGLE_KEY"
            : "";
        return Key($"the file {path}{overlay}", user ?? json.Username, key ?? json.Key, path);
    }

    private KaggleCredential? FindLogin()
    {
        var path = LoginFile;
        if (!File.Exists(path))
        {
            return null;
        }

        var json = CredentialFile.ReadJson(path);
        var login = CredentialFile.IsToken(json.RefreshToken) ? new KaggleLogin(path, json.RefreshToken!) : null;
        var hasToken = CredentialFile.IsToken(json.AccessToken);
        if (!hasToken && login is null)
        {
            throw CredentialFile.Malformed(path, "it holds no access token", "Run `kaggle auth login` again.");
        }

        var isOver = !hasToken || json.AccessTokenExpiration <= time.GetUtcNow() + Margin;
        if (isOver && login is null && json.AccessTokenExpiration is { } end)
        {
            throw new RunnerException(
                $"The login in {path} expired on {end.UtcDateTime:yyyy-MM-dd HH:mm} UTC.",
                "Run `kaggle auth login` to renew it."
            );
        }

        var owner = string.IsNullOrWhiteSpace(json.Username) ? null : json.Username;
        var authorization = isOver ? "" : KaggleCredential.Bearer(json.AccessToken!);
        return new KaggleCredential($"the login in {path}", owner, authorization, path) { Login = login };
    }

    private static KaggleCredential TokenFile(string path, string source) =>
        new(source, Owner: null, KaggleCredential.Bearer(CredentialFile.ReadToken(path)), path);

    private static KaggleCredential Key(string source, string? user, string? key, string? file) =>
        CredentialFile.IsToken(user) && CredentialFile.IsToken(key) && !user!.Contains(':', StringComparison.Ordinal)
            ? new KaggleCredential(source, user, KaggleCredential.Basic(user, key!), file)
            : throw new RunnerException(
                $"The credentials in {source} are not complete: a user name and a key are needed.",
                "Download kaggle.json again from https://www.kaggle.com/settings, or set KAGGLE_USERNAME and KAGGLE_KEY."
            );

    private IEnumerable<string> TokenFiles =>
        [sources.InKaggleFolder("access_token"), sources.InKaggleFolder("access_token.txt")];

    private IEnumerable<string> KeyFiles =>
        sources.NonEmpty("KAGGLE_CONFIG_DIR") is { } folder
            ? [Path.Combine(folder, "kaggle.json")]
            : [sources.InKaggleFolder("kaggle.json"), Path.Combine(ConfigHome, "kaggle", "kaggle.json")];

    private string ConfigHome => sources.NonEmpty("XDG_CONFIG_HOME") ?? Path.Combine(sources.HomeFolder, ".config");

    private string LoginFile => sources.InKaggleFolder("credentials.json");

    private RunnerException None() =>
        new(
            "No Kaggle credentials were found. Looked at: KAGGLE_API_TOKEN, "
                + string.Join(", ", TokenFiles)
                + ", KAGGLE_USERNAME with KAGGLE_KEY, "
                + string.Join(", ", KeyFiles.Append(LoginFile))
                + ".",
            $"Make an API token at https://www.kaggle.com/settings and save it as {TokenFiles.First()}."
        );
}
