namespace KaggleRunner.LocalKaggle.Security;

/// <summary>A user of this server and what proves to be them.</summary>
internal sealed record Account(long Id, string Name, string Key, string AccessToken, string RefreshToken)
{
    /// <summary>The user who is always there.</summary>
    public const string Default = "local";

    public bool Is(string? name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}
