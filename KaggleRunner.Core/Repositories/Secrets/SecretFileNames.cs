namespace KaggleRunner.Core.Repositories.Secrets;

/// <summary>Files that hold secrets by what they are, whatever their content looks like.</summary>
internal static class SecretFileNames
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["kaggle.json"] = "Kaggle credentials",
        [".env"] = "an environment file",
        [".envrc"] = "an environment file",
        ["id_rsa"] = "an ssh key",
        ["id_dsa"] = "an ssh key",
        ["id_ecdsa"] = "an ssh key",
        ["id_ed25519"] = "an ssh key",
        [".netrc"] = "a file of logins",
        ["_netrc"] = "a file of logins",
        [".git-credentials"] = "a file of logins",
        [".pypirc"] = "a file of logins",
        [".pgpass"] = "a file of logins",
        [".htpasswd"] = "a file of passwords",
    };

    private static readonly Dictionary<string, string> Endings = new(StringComparer.OrdinalIgnoreCase)
    {
        [".key"] = "a key file",
        [".p12"] = "a key file",
        [".pfx"] = "a key file",
        [".jks"] = "a key file",
        [".keystore"] = "a key file",
        [".ppk"] = "a key file",
        [".kdbx"] = "a password database",
    };

    private static readonly string[] Folders = [".ssh", ".aws", ".kaggle", ".gnupg"];
    private static readonly string[] Samples = [".example", ".sample", ".template", ".dist", ".defaults"];

    /// <summary>What the file seems to be, with its article; null for an ordinary one.</summary>
    public static string? WhatIs(string path)
    {
        var parts = path.Split('/');
        var name = parts[^1];
        if (Samples.Any(sample => name.EndsWith(sample, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        if (Names.TryGetValue(name, out var what) || Endings.TryGetValue(Path.GetExtension(name), out what))
        {
            return what;
        }

        return name.StartsWith(".env.", StringComparison.OrdinalIgnoreCase) ? "an environment file"
            : parts.SkipLast(1).Any(part => Folders.Contains(part, StringComparer.Ordinal))
            && !name.EndsWith(".pub", StringComparison.Ordinal)
                ? "a file from a folder of credentials"
            : null;
    }
}
