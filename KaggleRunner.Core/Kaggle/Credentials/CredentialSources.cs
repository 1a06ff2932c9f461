namespace KaggleRunner.Core.Kaggle;

/// <summary>Where credentials may lie: the environment and the user's home folder.</summary>
/// <param name="Variable">Reads an environment variable; null when it is not set.</param>
/// <param name="HomeFolder">The user's home folder.</param>
public sealed record CredentialSources(Func<string, string?> Variable, string HomeFolder)
{
    public static CredentialSources FromEnvironment() =>
        new(Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    internal string? NonEmpty(string variable) =>
        Variable(variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    internal string InKaggleFolder(string name) => Path.Combine(HomeFolder, ".kaggle", name);
}
