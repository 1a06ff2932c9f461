using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KaggleRunner.Core.Common;
using KaggleRunner.Web.Hosting;
using Microsoft.AspNetCore.WebUtilities;

namespace KaggleRunner.Web.Artifacts;

/// <summary>
/// Addresses that show one run's outputs in a sandboxed frame: a document without an origin sends no cookie for its
/// images and scripts, so the signature in the address lets them through, for this run only and for a short time.
/// </summary>
public sealed class ArtifactLinks
{
    private readonly byte[] _key;
    private readonly DashboardOptions _options;
    private readonly TimeProvider _time;

    /// <summary>The key lives as long as the process: links need not outlive it.</summary>
    public ArtifactLinks(DashboardOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _key = RandomNumberGenerator.GetBytes(32);
    }

    /// <summary>The address of an output, for <c>&lt;iframe sandbox="allow-scripts" src="…"&gt;</c>.</summary>
    public string Create(RunId run, string path)
    {
        var until = (_time.GetUtcNow() + _options.ArtifactLinkLifetime).ToUnixTimeSeconds();
        var claim = string.Create(CultureInfo.InvariantCulture, $"{until}.{run.Number}.{run.Project}");
        return $"/artifacts/{Sign(claim)}.{claim}/{EscapePath(path)}";
    }

    /// <summary>The address of an output for whoever is logged in.</summary>
    public static string Plain(RunId run, string path) => $"{run.Path}/outputs/{EscapePath(path)}";

    /// <summary>The run that a signature opens; null when it is forged or its time is over.</summary>
    internal RunId? Read(string signature)
    {
        var parts = signature.Split('.', 4);
        if (
            parts.Length != 4
            || !CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(parts[0]),
                Encoding.UTF8.GetBytes(Sign($"{parts[1]}.{parts[2]}.{parts[3]}"))
            )
        )
        {
            return null;
        }

        var until = long.Parse(parts[1], CultureInfo.InvariantCulture);
        return _time.GetUtcNow().ToUnixTimeSeconds() <= until
            ? new RunId(new ProjectId(parts[3]), int.Parse(parts[2], CultureInfo.InvariantCulture))
            : null;
    }

    private static string EscapePath(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private string Sign(string claim) =>
        WebEncoders.Base64UrlEncode(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(claim)));
}
