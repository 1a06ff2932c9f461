using System.Globalization;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Queries;

namespace KaggleRunner.Core.History.Export;

/// <summary>Runs as CSV (RFC 4180, UTF-8), for spreadsheets and programs; columns may be added at the end.</summary>
public static class RunCsv
{
    private static readonly (string Name, Func<Run, string?> Value)[] Columns =
    [
        ("run", run => Text(run.Id.Number)),
        ("project", run => run.ProjectName),
        ("target", run => string.Join(' ', run.Target.Paths)),
        ("state", run => RunStandings.Of(run).Key()),
        ("reason", run => run.Verdict?.Reason),
        ("created", run => Text(run.CreatedAt)),
        ("ended", run => run.EndedAt is { } ended ? Text(ended) : null),
        ("seconds", run => run.EndedAt is { } ended ? Text((ended - run.CreatedAt).TotalSeconds) : null),
        ("passed", run => Text(run.Tests.Passed)),
        ("failed", run => Text(run.Tests.Failed)),
        ("skipped", run => Text(run.Tests.Skipped)),
        ("quick", run => run.Settings.Quick ? "yes" : "no"),
        ("arguments", run => ArgumentSplitter.Join(run.Settings.Args)),
        ("accelerator", run => run.Settings.Accelerator ?? "none"),
        ("account", run => run.Account.ToString().ToLowerInvariant()),
        ("kernel", run => run.Kernel?.ToString() ?? run.Settings.Kernel.Slug),
        ("version", run => run.Version is { } version ? Text(version) : null),
        ("branch", run => run.Revision?.Branch),
        ("commit", run => run.Revision?.Sha),
        ("subject", run => run.Revision?.Subject),
        ("starred", run => run.Annotations.Starred ? "yes" : "no"),
        ("tags", run => string.Join(' ', run.Annotations.Tags)),
        ("note", run => run.Annotations.Note),
        ("group", run => run.Group),
        ("matrix", run => string.Join(' ', run.Settings.Matrix.Select(value => $"{value.Key}={value.Value}"))),
    ];

    /// <summary>The line of names, without a line end.</summary>
    public static string Head { get; } = string.Join(',', Columns.Select(column => column.Name));

    /// <summary>The line of a run, without a line end; a cell may hold line ends of its own.</summary>
    public static string Line(Run run) => string.Join(',', Columns.Select(column => Cell(column.Value(run) ?? "")));

    /// <summary>A text that a spreadsheet would take for a formula gets an apostrophe before it.</summary>
    private static string Cell(string text)
    {
        var isFormula =
            text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..]
            && !double.TryParse(text, CultureInfo.InvariantCulture, out _);
        var safe = isFormula ? $"'{text}" : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? safe
            : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset moment) => moment.ToString("O", CultureInfo.InvariantCulture);
}
