using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Diagnosis;

/// <summary>The small files in which the local Kaggle notes what it found on this machine.</summary>
internal static class LocalKaggleNotes
{
    /// <summary>The note's text; null when there is none.</summary>
    public static string? Read(RunnerHome home, string name)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(home.LocalKaggle, name)).Trim();
            return text.Length == 0 ? null : text;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
