using System.Security.Cryptography;

namespace KaggleRunner.Core.Generation;

/// <summary>The mark by which a run's own records are told from what its program prints.</summary>
public static class ScriptNonce
{
    /// <summary>Stands in a preview for the nonce that the run will get.</summary>
    public const string Placeholder = "NONCE-OF-THE-RUN";

    /// <summary>Stands in a preview for the SHA of a commit that is still to be made; a script with it refuses to run.</summary>
    public const string ShaPlaceholder = "COMMIT-TO-BE-MADE";

    /// <summary>A fresh one: 16 hexadecimal characters.</summary>
    public static string Create() => RandomNumberGenerator.GetHexString(16, lowercase: true);
}
