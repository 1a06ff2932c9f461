using System.Text.RegularExpressions;

namespace KaggleRunner.Web.Runs;

/// <summary>What a test printed, without the headings that pytest sets above each stream in its report.</summary>
public static partial class CapturedText
{
    /// <summary>The text; a heading stays where more than one stream has any.</summary>
    public static string Of(string output)
    {
        var printed = new List<(string? Stream, string Text)>();
        var (stream, begin) = ((string?)null, 0);
        foreach (Match heading in Heading().Matches(output))
        {
            printed.Add((stream, output[begin..heading.Index]));
            (stream, begin) = (heading.Groups["stream"].Value, heading.Index + heading.Length);
        }

        printed.Add((stream, output[begin..]));
        printed.RemoveAll(part => string.IsNullOrWhiteSpace(part.Text));
        return printed.Count == 1
            ? printed[0].Text.Trim('\r', '\n')
            : string.Join("\n\n", printed.Select(part => Titled(part.Stream, part.Text.Trim('\r', '\n'))));
    }

    private static string Titled(string? stream, string text) =>
        stream switch
        {
            null => text,
            "Out" => $"— stdout —\n{text}",
            "Err" => $"— stderr —\n{text}",
            _ => $"— log —\n{text}",
        };

    [GeneratedRegex(
        @"^-+ Captured (?<stream>Out|Err|Log) -+\r?$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Heading();
}
