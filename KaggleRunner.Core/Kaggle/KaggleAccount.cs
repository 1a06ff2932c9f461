namespace KaggleRunner.Core.Kaggle;

public enum KaggleAccountKind
{
    /// <summary>The embedded Kaggle on this machine.</summary>
    Local,

    /// <summary>The real service.</summary>
    Kaggle,
}

/// <summary>Where requests go and as whom: all that tells the local Kaggle from the real one.</summary>
/// <param name="Kind">Local or the real service.</param>
/// <param name="Owner">The user name that owns the kernels.</param>
/// <param name="ApiBase">The base of the RPCs, for example <c>https://api.kaggle.com/v1</c>, without a final slash.</param>
/// <param name="Authorization">The value of the Authorization header; never logged, never saved.</param>
public sealed record KaggleAccount(KaggleAccountKind Kind, string Owner, Uri ApiBase, string Authorization)
{
    public override string ToString() => $"{Kind} {Owner} at {ApiBase}";
}
