using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>The script that the run pushed, as it stands in its results folder.</summary>
public sealed partial class ScriptTab
{
    private string? _text;
    private bool _isMissing;
    private string? _folder;

    /// <summary>The run's results folder.</summary>
    [Parameter, EditorRequired]
    public required string Folder { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (string.Equals(_folder, Folder, StringComparison.Ordinal) && _text is not null)
        {
            return;
        }

        var folder = _folder = Folder;
        string? text = null;
        try
        {
            text = await File.ReadAllTextAsync(Path.Combine(folder, "script.py"));
        }
        catch (IOException)
        {
            // Not written yet.
        }

        if (string.Equals(_folder, folder, StringComparison.Ordinal))
        {
            _text = text;
            _isMissing = text is null;
        }
    }
}
