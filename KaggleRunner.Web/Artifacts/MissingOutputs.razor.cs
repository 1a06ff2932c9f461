using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Fetching;
using KaggleRunner.Web.Formatting;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Artifacts;

/// <summary>The outputs of a run that stayed on Kaggle: how many, why, and the buttons that fetch them, with progress.</summary>
public sealed partial class MissingOutputs : IDisposable
{
    private readonly HashSet<string> _selected = new(StringComparer.Ordinal);
    private OutputFetch? _fetch;
    private string? _problem;
    private int _limit = 200;

    [Parameter, EditorRequired]
    public required Run Run { get; set; }

    /// <summary>What was listed and did not come.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<CollectedOutput> Missing { get; set; }

    /// <summary>How many artifacts are home.</summary>
    [Parameter]
    public int Home { get; set; }

    /// <summary>Raised when another file may be home while more are to come.</summary>
    [Parameter]
    public EventCallback OnArrived { get; set; }

    /// <summary>Raised when a fetch has ended: the folder holds more than before.</summary>
    [Parameter]
    public EventCallback OnFetched { get; set; }

    [Inject]
    private OutputFetches Fetches { get; set; } = default!;

    private bool IsInterrupted => Run.OutputsInterrupted is not null;

    private bool IsShown =>
        Run is { HasEnded: true, Version: not null } && (Missing.Count > 0 || IsInterrupted || _fetch is not null);

    private IReadOnlyList<CollectedOutput> Fetchable => [.. Missing.Where(output => output.IsFetchable)];

    /// <summary>What was under way when it was interrupted; nothing more, unless not even the list came.</summary>
    private OutputWish Rest =>
        Missing.Where(output => output.Fate == OutputFate.Pending).Select(output => output.Name).ToList()
            is { Count: > 0 } names
            ? new OutputWish(names)
            : OutputWish.All;

    private string Headline =>
        IsInterrupted
            ? Missing.Count > 0
                ? string.Create(CultureInfo.InvariantCulture, $"{Home} of {Home + Missing.Count} files are home.")
                : "Not all outputs are home."
            : Fetchable.Count > 0
                ? $"{CollectWords.Of(Fetchable)} not downloaded."
                : $"{HumanText.Count(Missing.Count, "file")} cannot be kept here.";

    private string? Reason => _fetch?.Stopped is { } stopped ? stopped : Run.OutputsInterrupted;

    public void Dispose() => Fetches.Changed -= OnChanged;

    protected override void OnInitialized() => Fetches.Changed += OnChanged;

    protected override void OnParametersSet()
    {
        _fetch = Fetches.Of(Run.Id);
        _selected.IntersectWith(Fetchable.Select(output => output.Name));
    }

    private static string Percent(CollectProgress progress)
    {
        var share =
            progress.Expected is > 0 and { } expected ? (double)progress.Bytes / expected
            : progress.Total is > 0 and { } total ? (double)progress.Done / total
            : 0;
        return (100 * Math.Clamp(share, 0, 1)).ToString("0", CultureInfo.InvariantCulture);
    }

    private void OnChanged(object? sender, OutputFetchChangedEventArgs e)
    {
        if (e.Run == Run.Id)
        {
            _ = InvokeAsync(TakeAsync);
        }
    }

    private async Task TakeAsync()
    {
        var wasUnderWay = _fetch is { IsUnderWay: true };
        var done = _fetch?.Progress?.Done;
        _fetch = Fetches.Of(Run.Id);
        StateHasChanged();
        if (_fetch is { IsUnderWay: true } under && under.Progress?.Done != done)
        {
            await OnArrived.InvokeAsync();
        }

        if (wasUnderWay && _fetch is not { IsUnderWay: true })
        {
            await OnFetched.InvokeAsync();
        }
    }

    private void Select(string name, bool isSelected)
    {
        if (isSelected)
        {
            _selected.Add(name);
        }
        else
        {
            _selected.Remove(name);
        }
    }

    private void Ask(OutputWish wish)
    {
        Try(() => Fetches.Ask(Run.Id, wish));
        _selected.Clear();
    }

    private void Try(Action action)
    {
        try
        {
            _problem = null;
            action();
        }
        catch (RunnerException e)
        {
            _problem = e.Sentence;
        }

        _fetch = Fetches.Of(Run.Id);
    }
}
