using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Trash;
using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace KaggleRunner.Web.Runs;

/// <summary>Asks before runs go into the trash, and puts them there.</summary>
public sealed partial class DeleteRunsDialog
{
    private const int MostNamed = 12;
    private string? _problem;
    private bool _isBusy;

    [Parameter, EditorRequired]
    public required IReadOnlyList<Run> Runs { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private RunTrash Trash { get; set; } = default!;

    private List<Run> Deleted => [.. Runs.Where(run => run.HasEnded)];

    private int Kept => Runs.Count(run => !run.HasEnded);

    private string Numbers =>
        string.Join(", ", Deleted.Take(MostNamed).Select(run => $"#{run.Id.Number}"))
        + (Deleted.Count > MostNamed ? $" and {Deleted.Count - MostNamed} more" : "");

    private async Task DeleteAsync()
    {
        if (_isBusy)
        {
            return;
        }

        (_isBusy, _problem) = (true, null);
        var count = 0;
        try
        {
            foreach (var run in Deleted)
            {
                await Trash.DeleteAsync(run.Id, CancellationToken.None);
                count++;
            }

            Dialog.Close(DialogResult.Ok(count));
        }
        catch (RunnerException e)
        {
            (_isBusy, _problem) = (false, e.Sentence);
        }
    }
}
