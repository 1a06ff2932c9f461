namespace KaggleRunner.LocalKaggle.Protocol;

internal static class Lists
{
    /// <summary>Null for an empty list: empty lists are left out of answers.</summary>
    public static IReadOnlyList<T>? NotEmpty<T>(this IReadOnlyList<T>? list) => list is { Count: > 0 } ? list : null;
}
