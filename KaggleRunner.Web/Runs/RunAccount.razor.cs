using KaggleRunner.Core.Kaggle;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>Where a run goes: the embedded Kaggle or a user's account on the real one, never in the same colour.</summary>
public sealed partial class RunAccount
{
    [Parameter, EditorRequired]
    public KaggleAccountKind Kind { get; set; }

    [Parameter]
    public string? Owner { get; set; }

    private string Word => Kind == KaggleAccountKind.Local ? "local" : $"Kaggle{(Owner is null ? "" : " · " + Owner)}";

    private string Title =>
        Kind == KaggleAccountKind.Local ? "Runs on this machine" : $"Runs on Kaggle as {Owner ?? "the user found"}";
}
