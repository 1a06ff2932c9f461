using System.Reflection;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Settings;

/// <summary>What was found on this machine: accounts, the local Kaggle, projects.</summary>
public sealed partial class SettingsPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<KaggleAccountDescription> _accounts = [];
    private IReadOnlyList<Project> _projects = [];
    private LocalKaggleFacts _local = LocalKaggleFacts.Unknown;

    [Inject]
    private RunnerHome Home { get; set; } = default!;

    [Inject]
    private RunStore Store { get; set; } = default!;

    [Inject]
    private KaggleAccounts Accounts { get; set; } = default!;

    private static string Version { get; } =
        typeof(SettingsPage)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0]
        ?? "unknown";

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _accounts = [.. Enum.GetValues<KaggleAccountKind>().Select(Accounts.Describe)];
        _local = LocalKaggleFacts.Read(Home.LocalKaggle);
        _projects = await Store.ListProjectsAsync(_gone.Token);
    }
}
