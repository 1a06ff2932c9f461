namespace KaggleRunner.Web.Security;

/// <summary>Keeps redirects on this site.</summary>
internal static class LocalUrl
{
    /// <summary>The address when it is a path on this site, else <c>/</c>.</summary>
    public static string OrRoot(string? url) => url is not null && IsLocal(url) ? url : "/";

    // Browsers read "//host" and "/\host" as another site, and drop tabs and line ends before they look. A header holds
    // ASCII only; what comes from our own redirects is escaped.
    private static bool IsLocal(string url) =>
        url.Length is > 0 and <= 2048
        && url[0] == '/'
        && (url.Length == 1 || url[1] is not ('/' or '\\'))
        && url.All(c => char.IsAscii(c) && !char.IsControl(c) && c != '\\')
        && !url.StartsWith("/login", StringComparison.OrdinalIgnoreCase);
}
