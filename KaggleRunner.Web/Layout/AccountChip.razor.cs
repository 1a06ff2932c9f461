using KaggleRunner.Core.Kaggle;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Layout;

/// <summary>Says where a run goes, so that nobody presses Run without knowing.</summary>
public sealed partial class AccountChip : IDisposable
{
    [Inject]
    private ChosenAccount Account { get; set; } = null!;

    private bool IsLocal => Account.Kind == KaggleAccountKind.Local;
    private string Label => IsLocal ? "local" : Account.Owner ?? "Kaggle";
    private string Title =>
        IsLocal ? "Runs go to the local Kaggle on this machine" : $"Runs go to Kaggle, as {Account.Owner ?? "you"}";

    public void Dispose() => Account.Changed -= OnChanged;

    protected override void OnInitialized() => Account.Changed += OnChanged;

    private void OnChanged(object? sender, EventArgs e) => _ = InvokeAsync(StateHasChanged);
}
