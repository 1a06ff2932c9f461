using System.Security.Cryptography;
using System.Text;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Web.Security;

/// <summary>
/// The secret that lets a browser in: random, made once per home and kept in a file that only its owner reads, so
/// that a restart neither changes the printed link nor ends a login. Deleting the file ends all logins.
/// </summary>
internal sealed class LoginToken
{
    private const int Bytes = 32;

    private LoginToken(string value)
    {
        Value = value;
        Fingerprint = Convert.ToHexString(Hash($"fingerprint:{value}"))[..16];
    }

    public string Value { get; }

    /// <summary>Tells logins of this token from those of an older one; tells nothing of the token itself.</summary>
    public string Fingerprint { get; }

    /// <exception cref="RunnerException">The file cannot be read or made.</exception>
    public static LoginToken OpenOrCreate(RunnerHome home)
    {
        var path = Path.Combine(home.Root, "login-token");
        try
        {
            if (!File.Exists(path))
            {
                Create(path);
            }
            else if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            var value = File.ReadAllText(path).Trim();
            return value.Length >= Bytes
                ? new LoginToken(value)
                : throw new RunnerException(
                    $"The login token in {path} is too short.",
                    "Delete the file and start again."
                );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunnerException($"The login token in {path} cannot be read: {e.Message}", null, e);
        }
    }

    /// <summary>Compares in constant time, whatever the length of the candidate.</summary>
    public bool Matches(string? candidate) =>
        candidate is not null && CryptographicOperations.FixedTimeEquals(Hash(candidate), Hash(Value));

    private static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // Written beside and linked into place: of two processes that start at once both read the same token.
        var beside = $"{path}.{Guid.NewGuid():N}.tmp";
        using (var file = new StreamWriter(new FileStream(beside, options)))
        {
            file.WriteLine(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)));
        }

        try
        {
            File.Move(beside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(beside);
        }
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
