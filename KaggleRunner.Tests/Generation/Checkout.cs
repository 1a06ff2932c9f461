using System.Runtime.CompilerServices;

namespace KaggleRunner.Tests.Generation;

/// <summary>Finds files of the checkout that the tests were built from.</summary>
internal static class Checkout
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
