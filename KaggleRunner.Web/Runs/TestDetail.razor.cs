using KaggleRunner.Core.Logs;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>All that is known of one test: message, traceback, what it printed, and its lines of the log.</summary>
public sealed partial class TestDetail
{
    private const int MostLines = 200;
    private (int First, int Last)? _read;
    private string? _slice;

    [Parameter, EditorRequired]
    public required TestRow Row { get; set; }

    /// <summary>The run's results folder.</summary>
    [Parameter, EditorRequired]
    public required string Folder { get; set; }

    /// <summary>Its first and last line in the log; null when it has none there.</summary>
    [Parameter]
    public (int First, int Last)? Lines { get; set; }

    /// <summary>Where the log is shown.</summary>
    [Parameter]
    public string Address { get; set; } = "";

    [Parameter]
    public bool IsRunning { get; set; }

    private string Outcome =>
        Row.Outcome switch
        {
            "xfailed" => "Failed as expected",
            "xpassed" => "Passed unexpectedly",
            "passed" => "Passed",
            "failed" => "Failed",
            "skipped" => "Skipped",
            "error" => "Error",
            _ => Row.Outcome,
        };

    protected override async Task OnParametersSetAsync()
    {
        if (Lines == _read || Lines is not { } lines)
        {
            return;
        }

        _read = Lines;
        var slice = await Task.Run(() => Read(lines));
        if (_read == lines)
        {
            _slice = slice;
        }
    }

    /// <summary>pytest repeats a message in the traceback, each line of it behind an E.</summary>
    private bool IsInDetails(string message) =>
        Row.Details?.Contains(message.Split('\n', 2)[0].Trim(), StringComparison.Ordinal) == true;

    private string Read((int First, int Last) lines)
    {
        try
        {
            var count = Math.Min(MostLines, lines.Last - lines.First + 1);
            var read = RunLog.Open(Folder).Read(lines.First, count);
            return string.Join('\n', read.Select(line => Visible(line.Text)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string Visible(string text)
    {
        var plain = AnsiText.Strip(text).TrimEnd('\r');
        return plain[(plain.LastIndexOf('\r') + 1)..];
    }

    private static string Anchor((int First, int Last) lines) =>
        lines.First == lines.Last
            ? FormattableString.Invariant($"#L{lines.First}")
            : FormattableString.Invariant($"#L{lines.First}-L{lines.Last}");

    private static string LineWords((int First, int Last) lines) =>
        lines.First == lines.Last
            ? FormattableString.Invariant($"line {lines.First}")
            : FormattableString.Invariant($"lines {lines.First}–{lines.Last}");
}
