using KaggleRunner.Core.History.Comparison;
using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Components;
using FileChange = KaggleRunner.Core.Repositories.Changes.FileChange;

namespace KaggleRunner.Web.History.Comparing;

/// <summary>The script that was pushed for one run beside the first run's.</summary>
public sealed partial class CompareScripts : IDisposable
{
    private const string Script = "script.py";
    private readonly CancellationTokenSource _gone = new();
    private Run _other = default!;
    private FileChange? _change;

    [Parameter, EditorRequired]
    public required RunComparison Comparison { get; set; }

    private string Words
    {
        get
        {
            var (first, other) = (Comparison.Runs[0].Id.Number, _other.Id.Number);
            var script = Comparison.Scripts.First(script => script.Run == _other.Id);
            return !script.Exists ? $"#{other} has no script here."
                : script.IsSame is null ? $"#{first} has no script here."
                : script.IsSame.Value
                    ? $"#{first} and #{other} ran the same script; what differs in each run (target, commit, mark) stands in its document."
                : $"From #{first} to #{other}.";
        }
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override Task OnInitializedAsync() => ShowAsync(Comparison.Runs[1]);

    private async Task ShowAsync(Run other)
    {
        (_other, _change) = (other, null);
        try
        {
            var first = Path.Combine(Comparison.Runs[0].Folder, Script);
            var change = await TextPair.ReadAsync(first, Path.Combine(other.Folder, Script), _gone.Token);
            _change = _other == other ? change : _change;
        }
        catch (OperationCanceledException)
        {
            // The tab is closed.
        }
    }
}
