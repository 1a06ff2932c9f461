using System.Text;

namespace KaggleRunner.Core.Kaggle;

/// <summary>A way to log in to Kaggle that was found.</summary>
/// <param name="Source">Where, in words, for example <c>the file /home/a/.kaggle/kaggle.json</c>.</param>
/// <param name="Owner">The user name; null when only Kaggle can tell whose token it is.</param>
/// <param name="Authorization">The value of the Authorization header; empty for a login whose token has expired.</param>
/// <param name="File">The file it came from, if any.</param>
internal sealed record KaggleCredential(string Source, string? Owner, string Authorization, string? File)
{
    private const string BearerPrefix = "Bearer ";

    /// <summary>With what the token can be renewed; null for everything but a login.</summary>
    public KaggleLogin? Login { get; init; }

    /// <summary>The access token; null for a key.</summary>
    public string? Token =>
        Authorization.StartsWith(BearerPrefix, StringComparison.Ordinal) ? Authorization[BearerPrefix.Length..] : null;

    public static string Basic(string user, string key) =>
        $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{key}"))}";

    public static string Bearer(string token) => BearerPrefix + token;

    public override string ToString() => Source;
}
