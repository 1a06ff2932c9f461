using KaggleRunner.Core.Repositories;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Projects;

/// <summary>The projects known to this home.</summary>
public sealed partial class ProjectList
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<Project> Projects { get; set; }
}
