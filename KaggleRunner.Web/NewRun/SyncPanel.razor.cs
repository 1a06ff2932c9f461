using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Repositories.Reach;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace KaggleRunner.Web.NewRun;

/// <summary>The working tree before anything happens, and the user's decision what shall happen to it.</summary>
public sealed partial class SyncPanel : IDisposable
{
    private const int MostFiles = 50;

    private static readonly DialogOptions ReviewOptions = new()
    {
        CloseOnEscapeKey = true,
        CloseButton = true,
        FullWidth = true,
        MaxWidth = MaxWidth.ExtraLarge,
    };

    private readonly CancellationTokenSource _gone = new();
    private (WorkingTreeStatus, SyncMode, bool, int, CloneReach)? _looked;
    private string? _failure;
    private int _looks;

    [Parameter, EditorRequired]
    public required SyncDraft Draft { get; set; }

    [Parameter, EditorRequired]
    public required Project Project { get; set; }

    /// <summary>Whether the kernel will have a network.</summary>
    [Parameter]
    public bool Internet { get; set; } = true;

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Parameter]
    public EventCallback OnRefresh { get; set; }

    [Inject]
    private SyncPreviewer Previewer { get; set; } = default!;

    [Inject]
    private CloneProbe Probe { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    private WorkingTreeStatus Status => Draft.Status;

    private SyncWords Words => new(Draft);

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override Task OnParametersSetAsync()
    {
        Draft.Internet = Internet;
        Draft.Reach = Probe.Peek(Status.CloneUrl);
        return LookAsync();
    }

    /// <summary>Looks through what would be sent, when that is not what was looked through last.</summary>
    private async Task LookAsync()
    {
        var key = (Status, Draft.Mode, Internet, Draft.Included.Count, Draft.Reach);
        if (Status.HeadSha is null && !Status.IsDirty || (_looked == key && Draft.Preview is not null))
        {
            return;
        }

        _looked = key;
        var look = ++_looks;
        try
        {
            var request = Draft.ToRequest() with { AllowedSecrets = [] };
            var preview = await Previewer.PreviewAsync(Project, Status, request, Draft.Reach, _gone.Token);
            if (look == _looks)
            {
                var before = Draft.Problem;
                Draft.Show(preview);
                _failure = null;
                if (before != Draft.Problem)
                {
                    await OnChanged.InvokeAsync();
                }
            }
        }
        catch (RunnerException e)
        {
            _failure = e.Sentence;
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    private async Task ReviewAsync(string? path)
    {
        var parameters = new DialogParameters<ChangesDialog>
        {
            { dialog => dialog.Draft, Draft },
            { dialog => dialog.Project, Project },
            { dialog => dialog.Start, path },
        };
        var dialog = await Dialogs.ShowAsync<ChangesDialog>("What has changed", parameters, ReviewOptions);
        await dialog.Result;
        await ChangedAsync();
    }

    private Task ChooseAsync(SyncMode mode)
    {
        Draft.Mode = mode;
        return ChangedAsync();
    }

    private Task ConsentAsync(bool isGiven)
    {
        Draft.HasConsent = isGiven;
        return OnChanged.InvokeAsync();
    }

    private Task AllowAsync(string path, bool allow)
    {
        Draft.Allow(path, allow);
        return OnChanged.InvokeAsync();
    }

    private Task MessageAsync(string? message)
    {
        Draft.Message = message ?? "";
        return OnChanged.InvokeAsync();
    }

    private async Task ChangedAsync()
    {
        await OnChanged.InvokeAsync();
        await LookAsync();
    }
}
