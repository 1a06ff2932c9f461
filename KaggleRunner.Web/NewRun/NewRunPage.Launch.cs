using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.NewRun;

/// <summary>The working tree as it is now, and the last look at it before the launch.</summary>
public sealed partial class NewRunPage
{
    private bool _hasLooked;
    private bool _isLooking;
    private bool _mustLookAgain;
    private bool _isPreparing;
    private int _seconds;

    [Inject]
    private WorkingTree WorkingTree { get; set; } = default!;

    private string? Obstacle => RunObstacle.Of(_plan, _memory.Settings, _preview, _sync, _hasLooked);

    private async Task TickAsync()
    {
        // The user edits files beside this page: what would be committed is kept fresh, gently.
        if (_seconds++ % 4 == 3 && !_isPreparing)
        {
            await LookAsync();
            StateHasChanged();
        }
    }

    private async Task LookAsync()
    {
        if (_isLooking)
        {
            _mustLookAgain = true;
            return;
        }

        _isLooking = true;
        try
        {
            do
            {
                _mustLookAgain = false;
                await InspectAsync();
            } while (_mustLookAgain);
        }
        catch (RunnerException e)
        {
            _launch?.Tell(e.Sentence);
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
        finally
        {
            _isLooking = false;
        }
    }

    private async Task InspectAsync()
    {
        if (_project is not { } project)
        {
            return;
        }

        var status = await WorkingTree.InspectAsync(project, _gone.Token);
        if (_project == project)
        {
            _open?.Look();
            _sync.Follow(status, _path);
            _hasLooked = !_mustLookAgain;
            Replan();
        }
    }

    /// <summary>The tick holds for what was shown: a file saved, or a letter typed, since then has to be seen first.</summary>
    private async Task<LaunchRequest?> PrepareAsync()
    {
        if (_project is not { } project)
        {
            return null;
        }

        _isPreparing = true;
        try
        {
            await (_panel?.FlushAsync() ?? Task.CompletedTask);
            _sync.Follow(await WorkingTree.InspectAsync(project, CancellationToken.None), _path);
            Replan();
            if (Obstacle is { } obstacle)
            {
                return obstacle == RunObstacle.Consent(_sync)
                    ? throw new RunnerException("The working tree has just changed. Look at the files once more.")
                    : null;
            }

            return new LaunchRequest
            {
                Project = project,
                Targets = [_path, .. _memory.More],
                Config = _config,
                Quick = _quick,
                Overrides = _memory.Settings.ToOverrides(),
                Sync = _sync.ToRequest(),
                Account = Account.Kind,
            };
        }
        finally
        {
            _isPreparing = false;
        }
    }
}
