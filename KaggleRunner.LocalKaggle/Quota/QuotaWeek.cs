namespace KaggleRunner.LocalKaggle.Quota;

/// <summary>The week that quota is counted by: it begins on Saturday, 00:00 UTC, as third parties report of Kaggle's.</summary>
internal static class QuotaWeek
{
    public static DateTimeOffset BeginOf(DateTimeOffset now)
    {
        var today = now.UtcDateTime.Date;
        return new(today.AddDays(-(((int)today.DayOfWeek + 1) % 7)), TimeSpan.Zero);
    }
}
