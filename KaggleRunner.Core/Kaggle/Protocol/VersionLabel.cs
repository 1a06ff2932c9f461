using System.Globalization;

namespace KaggleRunner.Core.Kaggle.Protocol;

/// <summary>Pins a read to a version: <c>v3</c> (a bare <c>3</c> is not found; none means the newest session).</summary>
internal static class VersionLabel
{
    public static string Of(int version) => string.Create(CultureInfo.InvariantCulture, $"v{version}");

    public static string? Of(int? version) => version is null ? null : Of(version.Value);
}
