using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Web.Formatting;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Kernels;

/// <summary>What a version left on Kaggle, with the sizes: a look before anything is fetched.</summary>
public sealed partial class VersionFiles : IDisposable
{
    private const int MostShown = 200;
    private readonly CancellationTokenSource _gone = new();
    private List<KernelFile>? _files;
    private string? _problem;
    private bool _isMore;

    [Parameter, EditorRequired]
    public required KaggleAccount Account { get; set; }

    [Parameter, EditorRequired]
    public required KernelRef Kernel { get; set; }

    [Parameter, EditorRequired]
    public int Version { get; set; }

    [Inject]
    private KaggleClientFactory Clients { get; set; } = default!;

    private string Summary =>
        _isMore
            ? $"The first {MostShown} of its files"
            : $"{HumanText.Count(_files!.Count, "file")}, {HumanText.Size(_files.Sum(file => file.Size ?? 0))}";

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var cancelled = _gone.Token;
        try
        {
            var files = await Clients
                .For(Account)
                .ListFilesAsync(Kernel, Version, cancelled)
                .Take(MostShown + 1)
                .ToListAsync(cancelled);
            (_files, _isMore) = ([.. files.Take(MostShown)], files.Count > MostShown);
        }
        catch (RunnerException e)
        {
            _problem = e.Sentence;
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            // The list is closed.
        }
    }
}
