using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Annotations;
using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.History.Annotations;

/// <summary>Star, tags and note of a run, as its reader writes them.</summary>
public sealed partial class RunNotes
{
    private string _note = "";
    private string _kept = "";
    private string _tag = "";
    private string? _problem;

    [Parameter, EditorRequired]
    public required Run Run { get; set; }

    [Inject]
    private RunAnnotator Annotator { get; set; } = default!;

    protected override void OnParametersSet()
    {
        // Another tab may have written: what is typed here and not saved stays.
        if (_note == _kept)
        {
            _note = Run.Annotations.Note;
        }

        _kept = Run.Annotations.Note;
    }

    private Task TagAsync()
    {
        var tag = _tag.Trim();
        _tag = "";
        return tag.Length == 0
            ? Task.CompletedTask
            : ActAsync(() => Annotator.AddTagsAsync(Run.Id, [tag], CancellationToken.None));
    }

    /// <summary>The page hears of the change as of any other.</summary>
    private async Task ActAsync(Func<Task<Run>> action)
    {
        try
        {
            _problem = null;
            Run = await action();
            if (_note.TrimEnd().ReplaceLineEndings("\n") == Run.Annotations.Note)
            {
                _note = Run.Annotations.Note;
            }

            _kept = Run.Annotations.Note;
        }
        catch (RunnerException e)
        {
            _problem = e.Sentence;
        }
    }
}
