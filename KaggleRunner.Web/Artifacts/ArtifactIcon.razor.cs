using KaggleRunner.Core.Results;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Artifacts;

/// <summary>Tells images, tables, texts and the rest apart.</summary>
public sealed partial class ArtifactIcon
{
    [Parameter, EditorRequired]
    public ArtifactKind Kind { get; set; }
}
