using System.Text.Json;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Kaggle;

/// <summary>Reads the files in which Kaggle's own tool keeps credentials; what is wrong with one is said without its content.</summary>
internal static class CredentialFile
{
    private const int Largest = 64 * 1024;

    public static string ReadToken(string path)
    {
        var token = ReadText(path).Trim();
        return IsToken(token)
            ? token
            : throw Malformed(path, "it holds no access token", "Save the token, one line and nothing else, in it.");
    }

    public static CredentialJson ReadJson(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(ReadText(path), CredentialJsonContext.Default.CredentialJson)
                ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw Malformed(
                path,
                "it is not the JSON that Kaggle hands out",
                "Download it again from https://www.kaggle.com/settings."
            );
        }
    }

    /// <summary>Printable, without spaces: fit for a header.</summary>
    public static bool IsToken(string? text) => text is { Length: > 0 } && text.All(c => c is > ' ' and <= '~');

    /// <summary>True when other users of the machine can read it.</summary>
    public static bool IsReadableByOthers(string path)
    {
        try
        {
            return !OperatingSystem.IsWindows()
                && (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead))
                    != UnixFileMode.None;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone this very moment.
            return false;
        }
    }

    public static RunnerException Malformed(string path, string what, string remedy) =>
        new($"The file {path} cannot be used: {what}.", remedy);

    private static string ReadText(string path)
    {
        try
        {
            return new FileInfo(path).Length <= Largest
                ? File.ReadAllText(path)
                : throw Malformed(
                    path,
                    "it is far too large",
                    "Download it again from https://www.kaggle.com/settings."
                );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Malformed(path, e.Message.TrimEnd('.'), "Make it readable for you.");
        }
    }
}
