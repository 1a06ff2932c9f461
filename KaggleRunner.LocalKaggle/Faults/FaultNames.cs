namespace KaggleRunner.LocalKaggle.Faults;

/// <summary>The faults that can be switched on, and what each does.</summary>
internal static class FaultNames
{
    public const string All = "all";
    public const string RateLimitSeconds = "rate-limit-seconds";
    public const string RateLimitDate = "rate-limit-date";
    public const string ServerError = "server-error";
    public const string Unavailable = "unavailable";
    public const string LostPushAnswer = "lost-push-answer";
    public const string LostAnswer = "lost-answer";
    public const string StreamCut = "stream-cut";
    public const string StreamStall = "stream-stall";
    public const string StreamDuplicate = "stream-duplicate";
    public const string StreamRechunk = "stream-rechunk";
    public const string StreamSplit = "stream-split";
    public const string StreamNoSentinel = "stream-no-sentinel";
    public const string DownloadTruncated = "download-truncated";
    public const string DownloadExpired = "download-expired";
    public const string DownloadSlow = "download-slow";
    public const string StatusForbidden = "status-forbidden";
    public const string StatusStale = "status-stale";
    public const string UnknownEnum = "unknown-enum";
    public const string ClockSkew = "clock-skew";
    public const string HalfJson = "half-json";
    public const string Html200 = "html-200";

    public static IReadOnlyDictionary<string, string> Descriptions { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [RateLimitSeconds] = "429 with Retry-After in seconds",
            [RateLimitDate] = "429 in HTML with Retry-After as a date",
            [ServerError] = "500 in HTML, the call not handled",
            [Unavailable] = "503 in HTML, the call not handled; uploads too",
            [LostPushAnswer] = "a push is accepted and its answer lost",
            [LostAnswer] = "a read is handled and its answer lost",
            [StreamCut] = "the live log breaks off anywhere, in the middle of a character too",
            [StreamStall] = "the live log falls silent for three minutes, then breaks off",
            [StreamDuplicate] = "a reconnected live log repeats events, byte for byte",
            [StreamRechunk] = "the live log comes in other chunks on each connection",
            [StreamSplit] = "the live log comes in crumbs; characters and escape sequences split between events",
            [StreamNoSentinel] = "the live log ends without END_OF_LOG",
            [DownloadTruncated] = "a download ends before its Content-Length",
            [DownloadExpired] = "403 for the output addresses of a session until its outputs are listed again",
            [DownloadSlow] = "a download takes two seconds longer",
            [StatusForbidden] = "403 for the first polls of a version's status",
            [StatusStale] = "COMPLETE of the session before for the first polls of a version's status",
            [UnknownEnum] = "a status whose name nobody knows",
            [ClockSkew] = "Date and all timestamps hours off",
            [HalfJson] = "JSON that ends in the middle, pushes handled all the same",
            [Html200] = "a page instead of JSON, with 200, the call not handled",
        };
}
