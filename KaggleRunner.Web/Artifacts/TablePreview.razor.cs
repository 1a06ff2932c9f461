using System.Globalization;
using KaggleRunner.Core.Results.Previews;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Artifacts;

/// <summary>A table of any size, a page of it at a time; its rows are counted meanwhile.</summary>
public sealed partial class TablePreview : IAsyncDisposable
{
    private const int Page = 100;

    // More cells than this times a page are slow to lay out.
    private const int Sideways = 60;
    private readonly CancellationTokenSource _gone = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private TableReader? _table;
    private IReadOnlyList<IReadOnlyList<string>>? _rows;
    private (int Column, bool Descending)? _order;
    private long _first;
    private int _side;
    private bool _isBusy;
    private string? _problem;
    private string? _word;

    [Parameter, EditorRequired]
    public required string Path { get; set; }

    private bool HasNext => _table?.Total is { } total ? _first + Page < total : _rows?.Count == Page;

    private string Place
    {
        get
        {
            var shown = string.Create(
                CultureInfo.InvariantCulture,
                $"Rows {(_rows!.Count == 0 ? 0 : _first + 1):N0}–{_first + _rows.Count:N0} of "
            );
            return shown
                + (_table!.Total is { } total ? total.ToString("N0", CultureInfo.InvariantCulture) : "… (counting)");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        await _turn.WaitAsync();
        if (_table is not null)
        {
            await _table.DisposeAsync();
        }

        // The semaphore is left to the collector: who waits for it still must find that all is over.
        _turn.Release();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var gone = _gone.Token;
        await TryAsync(async () => _table = await TableReader.OpenAsync(Path, gone), gone);
        await ReadAsync(gone);
        _ = CountAsync(gone);
    }

    private static string Cut(string cell, int most) => cell.Length <= most ? cell : $"{cell[..most]}…";

    private async Task CountAsync(CancellationToken gone)
    {
        while (!gone.IsCancellationRequested && _problem is null && _table is { Total: null } table)
        {
            await TryAsync(
                () =>
                {
                    table.CountOn(gone);
                    return Task.CompletedTask;
                },
                gone
            );
        }

        if (!gone.IsCancellationRequested)
        {
            await InvokeAsync(StateHasChanged);
        }
    }

    private Task SortAsync(int column)
    {
        _order =
            _order is not { } order || order.Column != column ? (column, false)
            : order.Descending ? null
            : (column, true);
        _first = 0;
        return ReadAsync(_gone.Token);
    }

    private Task GoAsync(long first)
    {
        _first = Math.Max(0, first);
        return ReadAsync(_gone.Token);
    }

    private Task GoSidewaysAsync(int columns)
    {
        _side = Math.Max(0, _side + columns);
        return ReadAsync(_gone.Token);
    }

    private Task JumpAsync(ChangeEventArgs e) =>
        long.TryParse(e.Value?.ToString(), CultureInfo.InvariantCulture, out var row)
            ? GoAsync((Math.Clamp(row, 1, _table?.Total ?? long.MaxValue / 2) - 1) / Page * Page)
            : Task.CompletedTask;

    private async Task ReadAsync(CancellationToken gone)
    {
        if (_table is not { } table || _problem is not null)
        {
            return;
        }

        var (first, order, columns) = (_first, _order, new ColumnWindow(_side, Sideways));
        (_isBusy, _word) = (true, null);
        await TryAsync(
            async () =>
            {
                var rows = order is { } by
                    ? await table.ReadSortedAsync(by.Column, by.Descending, (int)first, Page, columns, gone)
                    : await table.ReadAsync(first, Page, columns, gone);
                if (rows is null)
                {
                    _order = null;
                    _word =
                        $"Sorting is for tables of up to {TableReader.MostSorted:N0} rows and 128 MB; download this one to sort it.";
                    rows = await table.ReadAsync(first, Page, columns, gone);
                }

                _rows = rows;
            },
            gone
        );
        _isBusy = false;
    }

    /// <summary>Away from the page's own thread, one thing after the other.</summary>
    private async Task TryAsync(Func<Task> action, CancellationToken gone)
    {
        try
        {
            await _turn.WaitAsync(gone);
            try
            {
                await Task.Run(action, gone);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // The preview is closed.
        }
        catch (Exception e)
        {
            // What a damaged file makes a reader throw is as varied as the damage.
            _problem = e is InvalidDataException ? e.Message : $"The file cannot be read: {e.Message}";
        }
    }
}
