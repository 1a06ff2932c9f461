using Microsoft.Extensions.Options;

namespace KaggleRunner.Core.Kaggle;

/// <summary>How the client deals with Kaggle. The defaults fit; tests shorten the waits.</summary>
public sealed class KaggleOptions
{
    /// <summary>The real service's base of the RPCs, without a final slash.</summary>
    public Uri ApiBase { get; set; } = new("https://api.kaggle.com/v1");

    /// <summary>The real service's site, against which relative addresses of outputs are resolved.</summary>
    public Uri Site { get; set; } = new("https://www.kaggle.com");

    /// <summary>How often a read is tried again; a push or a cancel only where it certainly was not accepted.</summary>
    public int Retries { get; set; } = 3;

    /// <summary>The wait before the first repetition; it doubles with each.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A longer <c>Retry-After</c> is not waited for but reported.</summary>
    public TimeSpan LongestRetryAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many requests an account sends a second, all runs together; the local Kaggle has no such limit.</summary>
    public double RequestsPerSecond { get; set; } = 10;

    /// <summary>How many requests may follow each other at once after a quiet time.</summary>
    public int Burst { get; set; } = 30;

    /// <summary>The time for one attempt of a read.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The time for a read with all its repetitions.</summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>The time for a push or a cancel.</summary>
    public TimeSpan PushTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>A log stream that is silent for so long has ended: Kaggle's balancer cuts idle ones after three minutes.</summary>
    public TimeSpan LogIdleTimeout { get; set; } = TimeSpan.FromMinutes(3.5);

    /// <summary>A download that is silent for so long is begun anew from where it stopped.</summary>
    public TimeSpan DownloadIdleTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The time that Kaggle may take to make a dataset ready.</summary>
    public TimeSpan DatasetTimeout { get; set; } = TimeSpan.FromMinutes(20);
}

internal sealed class KaggleOptionsValidator : IValidateOptions<KaggleOptions>
{
    public ValidateOptionsResult Validate(string? name, KaggleOptions options)
    {
        var errors = new List<string>();
        foreach (var (key, uri) in new[] { ("ApiBase", options.ApiBase), ("Site", options.Site) })
        {
            if (
                uri is not { IsAbsoluteUri: true }
                || !string.Equals(uri.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal)
            )
            {
                errors.Add($"Kaggle:{key} must be an https address, because credentials are sent there.");
            }
        }

        if (options.Retries is < 1 or > 20)
        {
            errors.Add("Kaggle:Retries must be between 1 and 20.");
        }

        if (options.RequestsPerSecond is not (>= 0.1 and <= 1000))
        {
            errors.Add("Kaggle:RequestsPerSecond must be between 0.1 and 1000.");
        }

        if (options.Burst is < 1 or > 10_000)
        {
            errors.Add("Kaggle:Burst must be between 1 and 10000.");
        }

        foreach (var (key, time) in Times(options))
        {
            if (time <= TimeSpan.Zero || time > TimeSpan.FromDays(1))
            {
                errors.Add($"Kaggle:{key} must be more than zero and a day at most.");
            }
        }

        if (options.TotalTimeout <= options.AttemptTimeout)
        {
            errors.Add("Kaggle:TotalTimeout must be longer than Kaggle:AttemptTimeout.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<(string Key, TimeSpan Time)> Times(KaggleOptions options) =>
        [
            (nameof(options.RetryDelay), options.RetryDelay),
            (nameof(options.LongestRetryAfter), options.LongestRetryAfter),
            (nameof(options.AttemptTimeout), options.AttemptTimeout),
            (nameof(options.TotalTimeout), options.TotalTimeout),
            (nameof(options.PushTimeout), options.PushTimeout),
            (nameof(options.LogIdleTimeout), options.LogIdleTimeout),
            (nameof(options.DownloadIdleTimeout), options.DownloadIdleTimeout),
            (nameof(options.DatasetTimeout), options.DatasetTimeout),
        ];
}
