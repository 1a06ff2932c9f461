using System.Globalization;
using KaggleRunner.Core.History.Comparison.Tables;
using KaggleRunner.Web.Formatting;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.History.Comparing;

/// <summary>How a table of one run differs from another run's, a page of the rows at a time. Give it a <c>@key</c> of both files.</summary>
public sealed partial class TableChanges : IDisposable
{
    private const int Page = 100;
    private const int ManyColumns = 12;
    private readonly CancellationTokenSource _gone = new();
    private TableDiff? _diff;
    private string? _problem;
    private IReadOnlyList<int> _shown = [];
    private bool _all;
    private int _first;

    /// <summary>The first run's file.</summary>
    [Parameter, EditorRequired]
    public required string Before { get; set; }

    /// <summary>The other run's file.</summary>
    [Parameter, EditorRequired]
    public required string After { get; set; }

    /// <summary>The first run's number.</summary>
    [Parameter]
    public int First { get; set; }

    /// <summary>The other run's number.</summary>
    [Parameter]
    public int Other { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var gone = _gone.Token;
        try
        {
            // Both files are read: not on the page's own thread.
            _diff = await Task.Run(() => TableComparison.OfAsync(Before, After, gone), gone);
            Choose(_diff);
        }
        catch (OperationCanceledException)
        {
            // The page is gone, or shows another file.
        }
        catch (Exception e)
        {
            // What a damaged file makes a reader throw is as varied as the damage.
            _problem = e is InvalidDataException ? e.Message : $"The files cannot be compared: {e.Message}";
        }
    }

    private void ToggleAll()
    {
        _all = !_all;
        Choose(_diff!);
    }

    /// <summary>Of a wide table the columns in which something changed, and the one that names the rows.</summary>
    private void Choose(TableDiff diff)
    {
        var all = Enumerable.Range(0, diff.Columns.Count);
        var changed = diff
            .Rows.Where(row => row.Change == RowChange.Changed)
            .SelectMany(row => all.Where(column => row.Cells[column].IsChanged))
            .ToHashSet();
        _shown =
            _all || diff.Columns.Count <= ManyColumns || changed.Count == 0
                ? [.. all]
                : [.. all.Where(column => changed.Contains(column) || diff.Columns[column] == diff.Key)];
    }

    private static string Summary(TableDiff diff)
    {
        if (diff.IsSame)
        {
            return diff is { IsWhole: true, IsWide: false }
                ? "Both hold the same rows; only how they are written differs."
                : "No difference in what was compared.";
        }

        var cells = diff.Rows.Sum(row => row.Cells.Count(cell => cell.IsChanged));
        return $"{HumanText.Count(diff.Count(RowChange.Changed), "row")} changed ({HumanText.Count(cells, "cell")}), "
            + string.Create(
                CultureInfo.InvariantCulture,
                $"{diff.Count(RowChange.Added):N0} added, {diff.Count(RowChange.Removed):N0} removed, {diff.Same:N0} the same."
            );
    }

    private static string How(TableDiff diff)
    {
        var looked = Math.Max(diff.LookedBefore, diff.LookedAfter);
        var match = diff.Key is { } key ? $"Rows are matched by “{Cut(key)}”" : "Rows are matched by their content";
        return match
            + (
                diff.IsWhole
                    ? "."
                    : string.Create(CultureInfo.InvariantCulture, $"; only the first {looked:N0} rows were compared.")
            )
            + (diff.IsWide ? $" Columns beyond the first {TableDiff.MostColumns} were not compared." : "");
    }

    private static string Cut(string text) => text.Length <= 200 ? text : $"{text[..200]}…";

    private static string Number(int? row) => row?.ToString("N0", CultureInfo.InvariantCulture) ?? "";
}
