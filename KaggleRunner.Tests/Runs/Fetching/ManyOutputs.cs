using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace KaggleRunner.Tests.Runs.Fetching;

/// <summary>Outputs whose bytes follow from their number, so that any of them can be judged by itself.</summary>
internal static class ManyOutputs
{
    public const int Files = 80;

    /// <summary>A script that leaves them.</summary>
    public const string Script = """
        import hashlib, pathlib
        for number in range(80):
            path = pathlib.Path(f"results/{number % 4}/file {number}.bin")
            path.parent.mkdir(parents=True, exist_ok=True)
            repeats = 100_000 if number % 20 == 7 else 1 + number * 97
            path.write_bytes(hashlib.sha256(str(number).encode()).digest() * repeats)
        """;

    public static IEnumerable<string> Paths => Enumerable.Range(0, Files).Select(PathOf);

    public static long Bytes => Enumerable.Range(0, Files).Sum(number => 32L * Repeats(number));

    /// <summary>What is wrong with what stands in the run's folder so far: files in part, strange, or double.</summary>
    public static IReadOnlyList<string> Wrong(string folder)
    {
        var output = Path.Combine(folder, "output");
        return Directory.Exists(output)
            ?
            [
                .. Directory
                    .EnumerateFiles(output, "*", SearchOption.AllDirectories)
                    .Select(file => Path.GetRelativePath(output, file))
                    .Where(path => !IsRight(output, path)),
            ]
            : [];
    }

    private static bool IsRight(string output, string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return name.StartsWith("file ", StringComparison.Ordinal)
            && int.TryParse(name[5..], CultureInfo.InvariantCulture, out var number)
            && path == PathOf(number)
            && SHA256
                .HashData(File.ReadAllBytes(Path.Combine(output, path)))
                .AsSpan()
                .SequenceEqual(SHA256.HashData(Content(number)));
    }

    private static string PathOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"results/{number % 4}/file {number}.bin");

    private static int Repeats(int number) => number % 20 == 7 ? 100_000 : 1 + (number * 97);

    private static byte[] Content(int number)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
        var content = new byte[digest.Length * Repeats(number)];
        for (var i = 0; i < content.Length; i += digest.Length)
        {
            digest.CopyTo(content, i);
        }

        return content;
    }
}
