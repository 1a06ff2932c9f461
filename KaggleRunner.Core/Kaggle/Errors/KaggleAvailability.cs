namespace KaggleRunner.Core.Kaggle;

/// <summary>No usable answer came: no connection, a timeout, a server error, or something that is not Kaggle's protocol.</summary>
public sealed class KaggleUnreachableException : KaggleException
{
    public KaggleUnreachableException(
        string message,
        string? remedy,
        KaggleFacts facts,
        bool mayHaveBeenAccepted,
        Exception? innerException = null
    )
        : base(message, remedy, facts, innerException)
    {
        MayHaveBeenAccepted = mayHaveBeenAccepted;
    }

    /// <summary>True when the request may have had its effect although no answer tells: look before sending it again.</summary>
    public bool MayHaveBeenAccepted { get; }
}

/// <summary>Too many requests (429): nothing was accepted.</summary>
public sealed class KaggleRateLimitedException : KaggleException
{
    public KaggleRateLimitedException(string message, string? remedy, KaggleFacts facts, TimeSpan? retryAfter)
        : base(message, remedy, facts)
    {
        RetryAfter = retryAfter;
    }

    /// <summary>How long Kaggle asks to wait; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; }
}

/// <summary>All sessions of the account are taken: nothing was started; wait for one to end and try again.</summary>
public sealed class KaggleSessionLimitException : KaggleException
{
    public KaggleSessionLimitException(string message, string? remedy, KaggleFacts facts, int? limit)
        : base(message, remedy, facts)
    {
        Limit = limit;
    }

    /// <summary>How many sessions may run at once, as Kaggle said it.</summary>
    public int? Limit { get; }
}

/// <summary>The account's weekly accelerator quota is spent: nothing was started.</summary>
public sealed class KaggleQuotaException : KaggleException
{
    public KaggleQuotaException(string message, string? remedy, KaggleFacts facts)
        : base(message, remedy, facts) { }
}
