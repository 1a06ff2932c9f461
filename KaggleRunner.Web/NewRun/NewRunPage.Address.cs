using System.Globalization;
using KaggleRunner.Core.Repositories;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace KaggleRunner.Web.NewRun;

/// <summary>What was chosen, as the page's address says it.</summary>
public sealed partial class NewRunPage
{
    private string _path = "";
    private string? _config;
    private bool _quick;
    private int? _from;

    [SupplyParameterFromQuery(Name = "target")]
    private string? NamedTarget { get; set; }

    [SupplyParameterFromQuery(Name = "config")]
    private string? NamedConfig { get; set; }

    [SupplyParameterFromQuery(Name = "quick")]
    private bool? NamedQuick { get; set; }

    /// <summary>The run whose settings are to be taken; null: the target's last.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    private int? NamedRun { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <summary>Takes what the address says; where it says nothing of them, config and quick are those remembered.</summary>
    private void Follow(TargetMemory memory, bool isFirst)
    {
        (_config, _quick) = (NamedConfig, NamedQuick ?? false);
        var isUnsaid = NamedConfig is null && (NamedQuick is null || _from is not null);
        if (isFirst && isUnsaid && (memory.Config is not null || memory.Quick))
        {
            Go(_path, memory.Config, memory.Quick, _from);
        }
        else
        {
            (memory.Config, memory.Quick) = (_config, _quick);
        }
    }

    private async Task ChooseAsync(TreeEntry entry)
    {
        if (entry.Kind == TreeEntryKind.Config)
        {
            ChooseConfig(entry.Path);
            return;
        }

        _step = 2;
        if (_project is { } project)
        {
            var memory = await RecallAsync(project, entry.Path, null);
            Go(entry.Path, memory.Config, memory.Quick);
        }
    }

    private void ChooseConfig(string? config) => Go(_path, config, _quick, _from);

    private void ChooseQuick(bool quick) => Go(_path, _config, quick, _from);

    private void Forget()
    {
        _memory.Reset();
        Go(_path, null, false, _from);
        Replan();
    }

    private void Go(string path, string? config, bool quick, int? from = null)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (from is { } number)
        {
            query["from"] = number.ToString(CultureInfo.InvariantCulture);
        }

        if (path.Length > 0)
        {
            query["target"] = path;
        }

        if (config is not null)
        {
            query["config"] = config;
        }

        if (quick)
        {
            query["quick"] = "true";
        }

        Navigation.NavigateTo(QueryHelpers.AddQueryString($"/p/{_project?.Id}/new", query), replace: true);
    }
}
