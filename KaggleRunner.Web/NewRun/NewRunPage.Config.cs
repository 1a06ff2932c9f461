using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Repositories;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;

namespace KaggleRunner.Web.NewRun;

/// <summary>The settings file in the editor: opened, begun, followed on disk and never lost without a word.</summary>
public sealed partial class NewRunPage
{
    private ConfigDraft? _open;
    private PreviewView _view;

    [Inject]
    private ConfigTexts Texts { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    private bool IsEditing => View == PreviewView.Config;

    private PreviewView View =>
        _view switch
        {
            PreviewView.Config when _open is null => PreviewView.Script,
            PreviewView.Difference when _memory.Last is null => PreviewView.Script,
            var view => view,
        };

    private Task EditConfigAsync() =>
        _plan.ConfigPath is { } path
            ? OpenAsync(project => ConfigDraft.Open(Texts, project, path), path)
            : Task.CompletedTask;

    private Task NewConfigAsync() =>
        _plan.Target is { } target
            ? OpenAsync(project => ConfigDraft.New(Texts, project, target.Path), null)
            : Task.CompletedTask;

    private async Task OpenAsync(Func<Project, ConfigDraft> open, string? path)
    {
        if (_project is not { } project)
        {
            return;
        }

        if (_open is null || !string.Equals(_open.Path, path, StringComparison.Ordinal))
        {
            if (!await MayDropAsync())
            {
                return;
            }

            try
            {
                _open = open(project);
            }
            catch (RunnerException e)
            {
                _launch?.Tell(e.Sentence);
                return;
            }
        }

        _view = PreviewView.Config;
        UseOpen();
        Replan();
    }

    /// <summary>A new file takes part at once, so that the preview shows what it will do.</summary>
    private void UseOpen()
    {
        if (_open is { IsNew: true } && _config is not null)
        {
            ChooseConfig(null);
        }
    }

    private void ConfigChanged()
    {
        _launch?.Forget();
        Replan();
    }

    /// <summary>The saved file is a change in the working tree: it is looked at before Run can be pressed.</summary>
    private async Task ConfigSavedAsync()
    {
        if (_project is { } project)
        {
            _configs = Planner.Configs(project);
        }

        _hasLooked = false;
        Replan();
        await LookAsync();
    }

    private async Task CloseConfigAsync()
    {
        if (await MayDropAsync())
        {
            (_open, _view) = (null, PreviewView.Script);
            Replan();
        }
    }

    private async Task<bool> MayDropAsync() =>
        _open is not { HasEdits: true } open
        || await Dialogs.ShowMessageBoxAsync(
            "Unsaved changes",
            $"What you wrote into {open.Path} is not saved and would be lost.",
            yesText: "Discard it",
            cancelText: "Keep editing"
        )
            is true;

    private async Task GuardAsync(LocationChangingContext context)
    {
        var path = Navigation.ToAbsoluteUri(context.TargetLocation).AbsolutePath;
        var isHere = path is "/new" || string.Equals(path, $"/p/{_project?.Id}/new", StringComparison.Ordinal);
        if (!isHere && !await MayDropAsync())
        {
            context.PreventNavigation();
        }
    }
}
