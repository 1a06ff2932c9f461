using KaggleRunner.Core.Experiments;
using KaggleRunner.Web.Common;
using KaggleRunner.Web.Editor;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace KaggleRunner.Web.NewRun;

/// <summary>A settings file as text, with the marks of Core's own reader, and completion from its schema.</summary>
public sealed partial class ConfigEditor : IAsyncDisposable
{
    private MonacoEditor? _editor;
    private JsModule? _module;
    private ConfigException? _marked;

    [Parameter, EditorRequired]
    public required ConfigDraft Draft { get; set; }

    /// <summary>The text changed: in the editor, or because the file was loaded again.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    /// <summary>The file was written.</summary>
    [Parameter]
    public EventCallback OnSaved { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private string State =>
        Draft.IsNew ? $"{Draft.Path} · new, not saved yet"
        : Draft.HasEdits ? $"{Draft.Path} · not saved"
        : Draft.Path;

    private string? Problem =>
        Draft.Problem is { } problem
            ? string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"Line {problem.Line}, column {problem.Column}: {problem.Problem}{(problem.Remedy is { } remedy ? ". " + remedy : "")}"
            )
            : null;

    /// <summary>Takes what was typed within the last moment.</summary>
    public async Task FlushAsync()
    {
        if (_editor is not null && await _editor.GetValue() is { } text)
        {
            Draft.Edit(text);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_module is not null)
        {
            await _module.DisposeAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_module is not null && !ReferenceEquals(_marked, Draft.Problem))
        {
            await MarkAsync();
        }
    }

    private async Task AttachAsync()
    {
        _module = JsModule.Named(Js, "config-editor.js");
        await _module.CallAsync("attach", _editor!.Id, ConfigSchema.Text);
        await MarkAsync();
    }

    private async Task MarkAsync()
    {
        _marked = Draft.Problem;
        if (_editor is not null)
        {
            await _editor.SetProblems(
                _marked is null
                    ? []
                    : [new EditorProblem(_marked.Line, _marked.Column, $"{_marked.Problem}. {_marked.Remedy}")]
            );
        }
    }

    private async Task EditAsync(string text)
    {
        Draft.Edit(text);
        await OnChanged.InvokeAsync();
    }

    private async Task SaveAsync(bool overwrite)
    {
        await FlushAsync();
        if (Draft.Save(overwrite))
        {
            await OnSaved.InvokeAsync();
        }
    }

    private async Task ReloadAsync()
    {
        Draft.Reload();
        await OnChanged.InvokeAsync();
    }

    private Task ShowProblemAsync() =>
        Draft.Problem is { } problem && _editor is not null
            ? _editor.RevealLineInCenter(problem.Line)
            : Task.CompletedTask;
}
