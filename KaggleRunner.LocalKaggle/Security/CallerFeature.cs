namespace KaggleRunner.LocalKaggle.Security;

/// <summary>Who sent a request, as the gate found out.</summary>
internal static class CallerFeature
{
    public const string Refusal = "Unauthenticated: the key in kaggle.json is missing or wrong.";

    public static void SetCaller(this HttpContext context, Account? account) => context.Features.Set(account);

    /// <summary>Null where nobody needs to be known.</summary>
    public static Account? FindCaller(this HttpContext context) => context.Features.Get<Account>();
}
