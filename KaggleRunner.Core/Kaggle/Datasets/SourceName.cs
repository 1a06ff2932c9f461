using System.Security.Cryptography;
using System.Text;

namespace KaggleRunner.Core.Kaggle;

/// <summary>
/// The name of the private dataset that brings a kernel its source: one a kernel, since a kernel runs one version at a
/// time and a session sees the dataset's newest version. Kernels and datasets share their names, 6 to 50 characters: the
/// end, a hash, keeps it apart from whatever the user names.
/// </summary>
public static class SourceName
{
    /// <summary>The one file in the dataset; of this kind, so that Kaggle does not unpack it.</summary>
    public const string File = "source.bin";

    private const int Longest = 50;
    private const string Middle = "-source-";
    private const int HashLength = 8;

    /// <summary>The slug of the dataset for the kernel of this slug; always the same.</summary>
    public static string SlugFor(string kernelSlug)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"source of {kernelSlug}")));
        var most = Longest - Middle.Length - HashLength;
        var begin = kernelSlug.Length > most ? kernelSlug[..most].TrimEnd('-') : kernelSlug;
        return $"{begin}{Middle}{hash[..HashLength]}";
    }
}
