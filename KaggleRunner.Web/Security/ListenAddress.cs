using System.Net;

namespace KaggleRunner.Web.Security;

/// <summary>An address that the dashboard listens on.</summary>
internal sealed record ListenAddress(string Scheme, string Host, int Port)
{
    /// <summary>True when only this machine can reach it.</summary>
    public bool IsLoopback =>
        Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    public static IReadOnlyList<string> Split(string urls) =>
        urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Null when the text is not <c>http(s)://host:port</c>; <c>*</c> and <c>+</c> are hosts, as for Kestrel.</summary>
    public static ListenAddress? TryParse(string url)
    {
        try
        {
            var parsed = BindingAddress.Parse(url);
            return
                parsed.Scheme is "http" or "https"
                && parsed.Port is >= 0 and <= ushort.MaxValue
                && parsed.PathBase.Length == 0
                && !parsed.IsUnixPipe
                ? new ListenAddress(parsed.Scheme, parsed.Host, parsed.Port)
                : null;
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
