using KaggleRunner.Core.Kaggle;
using KaggleRunner.Web.Layout;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.NewRun;

/// <summary>Where the run goes: local until the user chooses otherwise, even where credentials lie about.</summary>
public sealed partial class AccountSelect
{
    private KaggleAccountDescription? _found;

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    private ChosenAccount Account { get; set; } = default!;

    [Inject]
    private KaggleAccounts Accounts { get; set; } = default!;

    private bool IsFound => _found?.IsUsable == true;

    private string KaggleName =>
        !IsFound ? "Kaggle — no credentials found"
        : _found?.Owner is { } owner ? $"Kaggle as {owner}"
        : "Kaggle";

    protected override void OnInitialized() => _found = Accounts.Describe(KaggleAccountKind.Kaggle);

    private Task ChooseAsync(ChangeEventArgs e)
    {
        var isKaggle = e.Value?.ToString() is nameof(KaggleAccountKind.Kaggle);
        Account.Choose(isKaggle ? KaggleAccountKind.Kaggle : KaggleAccountKind.Local, isKaggle ? _found?.Owner : null);
        return OnChanged.InvokeAsync();
    }
}
