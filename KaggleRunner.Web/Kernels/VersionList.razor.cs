using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Kernels;

/// <summary>The versions of one kernel, newest first: runs of this home, and what was started elsewhere.</summary>
public sealed partial class VersionList : IDisposable
{
    private const int PageSize = 20;
    private const int AsksAtOnce = 4;
    private readonly CancellationTokenSource _gone = new();
    private readonly Dictionary<int, VersionState> _states = [];
    private int _shown = PageSize;
    private int? _adopting;
    private int? _filesOf;
    private CancellationToken _cancelled;
    private bool _isAsking;

    [Parameter, EditorRequired]
    public required KaggleAccount Account { get; set; }

    [Parameter, EditorRequired]
    public required KernelSummary Kernel { get; set; }

    /// <summary>The runs of this home that are versions of the kernel.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyCollection<Run> Runs { get; set; }

    [Inject]
    private KaggleClientFactory Clients { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private int Newest => Math.Max(Kernel.CurrentVersion ?? 0, Runs.Max(run => run.Version) ?? 0);
    private IEnumerable<int> Shown => Enumerable.Range(0, Math.Min(_shown, Newest)).Select(i => Newest - i);
    private int Older => Math.Max(0, Newest - _shown);

    /// <summary>Between looks at what still runs elsewhere.</summary>
    private TimeSpan Pause => TimeSpan.FromSeconds(Account.Kind == KaggleAccountKind.Local ? 2 : 30);

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnInitialized() => _cancelled = _gone.Token;

    protected override void OnParametersSet() => _ = AskAsync();

    /// <summary>The newest: where a kernel was deleted and made anew, its numbers begin again.</summary>
    private Run? RunOf(int version) => Runs.Where(run => run.Version == version).MaxBy(run => run.CreatedAt);

    private VersionState StateOf(int version) => _states.GetValueOrDefault(version) ?? new VersionState(Status: null);

    private void Ask(int? version) => _adopting = _adopting == version ? null : version;

    private void ShowFiles(int version) => _filesOf = _filesOf == version ? null : version;

    private void ShowOlder()
    {
        _shown += PageSize;
        _ = AskAsync();
    }

    /// <summary>Asks for what is in sight, and again for as long as some of it may change.</summary>
    private async Task AskAsync()
    {
        if (_isAsking)
        {
            return;
        }

        _isAsking = true;
        try
        {
            for (var open = Open(); open.Count > 0; open = Open())
            {
                foreach (var few in open.Chunk(AsksAtOnce))
                {
                    await Task.WhenAll(few.Select(AskAsync));
                    StateHasChanged();
                }

                // What has just come into sight does not wait.
                if (!Open().Exists(number => !_states.ContainsKey(number)))
                {
                    await Task.Delay(Pause, Clock, _cancelled);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The list is gone.
        }
        finally
        {
            _isAsking = false;
        }
    }

    private List<int> Open() => [.. Shown.Where(number => RunOf(number) is null && StateOf(number).IsOpen)];

    private async Task AskAsync(int version)
    {
        try
        {
            var client = Clients.For(Account);
            _states[version] = new VersionState(await client.GetStatusAsync(Kernel.Kernel, version, _cancelled));
        }
        catch (KaggleException e)
        {
            _states[version] = new VersionState(Status: null, e.Sentence);
        }
    }
}
