using System.Globalization;
using System.Text;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Core.History.Annotations;

/// <summary>What tags and notes may be: text of a bounded length, without characters that hide or turn text.</summary>
public static class AnnotationRules
{
    public const int LongestTag = 64;
    public const int MostTags = 32;

    /// <summary>Characters.</summary>
    public const int LongestNote = 10_000;

    /// <summary>The tag as it is kept.</summary>
    /// <exception cref="RunnerException">It is no tag.</exception>
    public static string Tag(string text)
    {
        var tag = text.Trim().Normalize(NormalizationForm.FormC);
        return TagRefusal(tag) is { } refusal
            ? throw new RunnerException(
                $"“{Shown(tag)}” cannot be a tag: {refusal}.",
                "A tag is one word, such as baseline or lr-sweep."
            )
            : tag;
    }

    /// <summary>The note as it is kept: line ends are <c>\n</c>.</summary>
    /// <exception cref="RunnerException">It is too long, or holds control characters.</exception>
    public static string Note(string text)
    {
        var note = text.ReplaceLineEndings("\n").TrimEnd();
        if (note.Length > LongestNote)
        {
            throw new RunnerException(
                $"A note has {LongestNote} characters at most; this one has {note.Length}.",
                "Shorten it."
            );
        }

        return note.EnumerateRunes().All(rune => rune.Value is '\n' or '\t' || !IsHidden(rune))
            ? note
            : throw new RunnerException("The note holds control characters.", "Write it as plain text.");
    }

    /// <summary>What of annotations from a file keeps to the rules.</summary>
    internal static RunAnnotations Admissible(RunAnnotations? found)
    {
        if (found is null)
        {
            return RunAnnotations.None;
        }

        var note = (found.Note ?? "").ReplaceLineEndings("\n");
        note = note.Length > LongestNote ? note[..LongestNote] : note;
        var clean = new StringBuilder(note.Length);
        foreach (var rune in note.EnumerateRunes().Where(rune => rune.Value is '\n' or '\t' || !IsHidden(rune)))
        {
            clean.Append(rune.ToString());
        }

        var tags = (found.Tags ?? []).Where(tag => tag is not null && TagRefusal(tag) is null);
        return found with
        {
            Note = clean.ToString(),
            Tags = [.. tags.Distinct(StringComparer.OrdinalIgnoreCase).Take(MostTags)],
        };
    }

    private static string? TagRefusal(string tag) =>
        tag.Length == 0 ? "it is empty"
        : tag.Length > LongestTag ? $"it has more than {LongestTag} characters"
        : tag.Any(char.IsWhiteSpace) ? "it holds a space"
        : tag.Any(c => c is ',' or '"' or '*' or '?') ? "commas, quotation marks, * and ? mean something in filters"
        : tag.EnumerateRunes().Any(IsHidden) ? "it holds control characters"
        : null;

    // Lone surrogates come out of EnumerateRunes as U+FFFD.
    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
        && rune.Value is not (0x200D or 0xFE0F); // joiners of emoji

    private static string Shown(string tag) =>
        new([
            .. tag.Take(LongestTag)
                .Where(c => !char.IsControl(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format),
        ]);
}
