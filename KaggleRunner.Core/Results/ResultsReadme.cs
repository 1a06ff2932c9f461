using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Results;

/// <summary>The page that tells whoever finds the results what they are; it is the user's once it is written.</summary>
internal static class ResultsReadme
{
    private const string Name = "README.md";

    public static void WriteOnce(string results)
    {
        var path = Path.Combine(results, Name);
        if (Path.Exists(path))
        {
            return;
        }

        var beside = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using var text = typeof(ResultsReadme).Assembly.GetManifestResourceStream("results-readme.md")!;
            using (var file = new FileStream(beside, FileMode.CreateNew))
            {
                text.CopyTo(file);
            }

            File.Move(beside, path, overwrite: false);
        }
        catch (Exception e) when (WriteFailure.Is(e))
        {
            // A run is worth more than the page about it.
            TryDelete(beside);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (WriteFailure.Is(e))
        {
            // It could not even be made.
        }
    }
}
