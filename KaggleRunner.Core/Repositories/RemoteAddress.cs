using System.Text.RegularExpressions;

namespace KaggleRunner.Core.Repositories;

/// <summary>What may be known of a remote's address: how to show it, and whether a kernel can clone from it.</summary>
/// <param name="Display">The address without credentials.</param>
/// <param name="CloneUrl">The http(s) address for kernels, without credentials; null when a kernel cannot reach it.</param>
/// <param name="Refusal">Why the address is not used at all; null as a rule.</param>
internal sealed partial record RemoteAddress(string Display, string? CloneUrl, string? Refusal)
{
    // Hosts known to serve over https what they serve over ssh and git://; others may not, or under other paths.
    private static readonly Dictionary<string, string> Twins = new(StringComparer.OrdinalIgnoreCase)
    {
        ["github.com"] = "github.com",
        ["ssh.github.com"] = "github.com",
        ["gitlab.com"] = "gitlab.com",
        ["altssh.gitlab.com"] = "gitlab.com",
        ["bitbucket.org"] = "bitbucket.org",
        ["altssh.bitbucket.org"] = "bitbucket.org",
        ["gist.github.com"] = "gist.github.com",
        ["codeberg.org"] = "codeberg.org",
        ["git.sr.ht"] = "git.sr.ht",
        ["gitea.com"] = "gitea.com",
        ["git.savannah.gnu.org"] = "git.savannah.gnu.org",
        ["salsa.debian.org"] = "salsa.debian.org",
        ["gitlab.freedesktop.org"] = "gitlab.freedesktop.org",
        ["gitlab.gnome.org"] = "gitlab.gnome.org",
        ["invent.kde.org"] = "invent.kde.org",
    };

    public static RemoteAddress Parse(string url)
    {
        if (url.StartsWith('-') || Helper().IsMatch(url))
        {
            var shown = GitReason.Redact(url);
            return new(shown, null, $"The remote's address “{shown}” would run a command; it is not used.");
        }

        if (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
        {
            var plain = uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
            return new(plain, Secure(uri, plain), null);
        }

        // By hand: what .NET refuses as an address, git may still hand to ssh.
        var ssh = SshLike().Match(url);
        if (!ssh.Success && !url.Contains("://", StringComparison.Ordinal))
        {
            ssh = ScpLike().Match(url);
        }

        return ssh.Success
            ? Ssh(GitReason.Redact(url), ssh.Groups["host"].Value, ssh.Groups["path"].Value)
            : new(GitReason.Redact(url), null, null);
    }

    private static RemoteAddress Ssh(string display, string host, string path) =>
        // A host that begins with a dash would be an option to ssh.
        host.StartsWith('-')
            ? new(display, null, $"The remote's address “{display}” would run a command; it is not used.")
            : new(
                display,
                Azure(host, path)
                    ?? (Twins.TryGetValue(host, out var twin) ? $"https://{twin}/{path.TrimStart('/')}" : null),
                null
            );

    // The known hosts answer over https whatever the address says.
    private static string Secure(Uri uri, string plain) =>
        uri is { Scheme: "http", IsDefaultPort: true } && Twins.TryGetValue(uri.Host, out var twin)
            ? $"https://{twin}{uri.AbsolutePath}"
            : plain;

    // git@ssh.dev.azure.com:v3/organisation/project/repository and its older form.
    private static string? Azure(string host, string path)
    {
        var isAzure =
            host.Equals("ssh.dev.azure.com", StringComparison.OrdinalIgnoreCase)
            || host.Equals("vs-ssh.visualstudio.com", StringComparison.OrdinalIgnoreCase);
        return isAzure && path.Trim('/').Split('/') is ["v3", var organisation, var project, var repository]
            ? $"https://dev.azure.com/{organisation}/{project}/_git/{repository}"
            : null;
    }

    [GeneratedRegex("^(ext|fd)::", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Helper();

    [GeneratedRegex(
        @"^(ssh|git\+ssh|ssh\+git|git)://([^@/]*@)?(?<host>[^/:@]+)(:[0-9]*)?(/(?<path>.*))?$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex SshLike();

    // user@host:path; a single letter before the colon is a drive.
    [GeneratedRegex("^([^@/:]+@)?(?<host>[^/:@]{2,}):(?<path>[^:].*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ScpLike();
}
