using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Web.Layout;

/// <summary>Where runs go, chosen per browser tab: <c>local</c> until the user chooses Kaggle.</summary>
public sealed class ChosenAccount
{
    public event EventHandler? Changed;

    public KaggleAccountKind Kind { get; private set; }

    /// <summary>The user name on Kaggle, once known.</summary>
    public string? Owner { get; private set; }

    public void Choose(KaggleAccountKind kind, string? owner)
    {
        (Kind, Owner) = (kind, owner);
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
