using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Trash;
using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>Says of a deleted run that it is one, and brings it back.</summary>
public sealed partial class TrashedRun
{
    private string? _problem;
    private bool _isBusy;

    [Parameter, EditorRequired]
    public required Run Run { get; set; }

    [Inject]
    private RunTrash Trash { get; set; } = default!;

    private async Task RestoreAsync()
    {
        (_isBusy, _problem) = (true, null);
        try
        {
            await Trash.RestoreAsync(Run.Id, CancellationToken.None);
        }
        catch (RunnerException e)
        {
            _problem = e.Sentence;
        }
        finally
        {
            _isBusy = false;
        }
    }
}
