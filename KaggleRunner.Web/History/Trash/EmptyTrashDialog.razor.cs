using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Trash;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Formatting;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace KaggleRunner.Web.History.Trash;

/// <summary>Names and counts what is lost, and deletes it for good.</summary>
public sealed partial class EmptyTrashDialog : IDisposable
{
    private const int MostNamed = 20;
    private readonly CancellationTokenSource _gone = new();
    private string? _size;
    private string? _problem;
    private bool _isBusy;

    [Parameter, EditorRequired]
    public required IReadOnlyList<Run> Runs { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private RunTrash Trash { get; set; } = default!;

    [Inject]
    private OutputStore Outputs { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            var files = await Task.Run(() => Runs.SelectMany(run => Outputs.List(run.Folder)).ToList(), _gone.Token);
            _size = $"{HumanText.Count(files.Count, "output")}, {HumanText.Size(files.Sum(file => file.Bytes))}.";
        }
        catch (OperationCanceledException)
        {
            // The dialog is closed.
        }
        catch (IOException)
        {
            _size = "";
        }
    }

    private static string Named(IReadOnlyList<Run> runs) =>
        string.Join(", ", runs.Take(MostNamed).Select(run => $"#{run.Id.Number}"))
        + (runs.Count > MostNamed ? $" and {runs.Count - MostNamed} more" : "");

    private async Task EmptyAsync()
    {
        if (_isBusy)
        {
            return;
        }

        (_isBusy, _problem) = (true, null);
        try
        {
            foreach (var run in Runs)
            {
                await Trash.EmptyAsync(run.Id, CancellationToken.None);
            }

            Dialog.Close(DialogResult.Ok(true));
        }
        catch (RunnerException e)
        {
            (_isBusy, _problem) = (false, e.Sentence);
        }
    }
}
