namespace KaggleRunner.Core.Kaggle;

/// <summary>Reads <c>Retry-After</c>, which comes as seconds or as an HTTP date.</summary>
internal static class RetryAfter
{
    /// <summary>A date is one of the server's clock, which may be wrong: measured from the server's own <c>Date</c>.</summary>
    public static TimeSpan? Of(HttpResponseMessage response, TimeProvider time)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - (response.Headers.Date ?? time.GetUtcNow()),
            _ => (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
