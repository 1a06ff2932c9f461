using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>A Python traceback; what pytest marks as the error stands out. Long ones are cut until asked for.</summary>
public sealed partial class Traceback
{
    private const int Few = 200;
    private const int Many = 5000;
    private bool _all;
    private int _hidden;

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>What it is, for those who hear the page.</summary>
    [Parameter]
    public string Label { get; set; } = "Traceback";

    private IEnumerable<(string Line, string Look)> Lines
    {
        get
        {
            var lines = Text.TrimEnd().Split('\n');
            var limit = _all ? Many : Few;
            _hidden = _all ? 0 : Math.Max(0, lines.Length - limit);
            return lines.Take(limit).Select(line => (line, Look(line)));
        }
    }

    private static string Look(string line) =>
        line.StartsWith("E ", StringComparison.Ordinal) ? "error"
        : line.StartsWith('>') ? "at"
        : "";
}
