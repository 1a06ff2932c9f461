using KaggleRunner.Core.Repositories;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.NewRun;

/// <summary>Tells tests, scripts, notebooks, configs and the rest apart.</summary>
public sealed partial class TreeIcon
{
    [Parameter, EditorRequired]
    public TreeEntryKind Kind { get; set; }

    private string Word =>
        Kind switch
        {
            TreeEntryKind.PytestFolder => "folder with tests",
            TreeEntryKind.PytestFile => "tests",
            TreeEntryKind.Other => "file",
            _ => Kind.ToString().ToLowerInvariant(),
        };
}
