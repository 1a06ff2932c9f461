namespace KaggleRunner.Core.Common;

/// <summary>Writes whole files beside their place and renames them, so that no reader ever meets a half-written one.</summary>
public static class AtomicFile
{
    /// <summary>Replaces the file at <paramref name="path"/> by <paramref name="text"/> in UTF-8 without a mark.</summary>
    public static void WriteAllText(string path, string text)
    {
        var beside = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(beside, text);
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
