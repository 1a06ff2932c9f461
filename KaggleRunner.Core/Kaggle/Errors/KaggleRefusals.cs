namespace KaggleRunner.Core.Kaggle;

/// <summary>The credentials are not accepted (401).</summary>
public sealed class KaggleUnauthorizedException : KaggleException
{
    public KaggleUnauthorizedException(string message, string? remedy, KaggleFacts facts)
        : base(message, remedy, facts) { }
}

/// <summary>Missing or forbidden: Kaggle tells 403 for both, and for a moment after a push too.</summary>
public class KaggleForbiddenException : KaggleException
{
    public KaggleForbiddenException(string message, string? remedy, KaggleFacts facts)
        : base(message, remedy, facts) { }
}

/// <summary>The address of an output is no longer valid: list the outputs again for a fresh one.</summary>
public sealed class KaggleDownloadExpiredException : KaggleForbiddenException
{
    public KaggleDownloadExpiredException(string message, string? remedy, KaggleFacts facts)
        : base(message, remedy, facts) { }
}

/// <summary>There is no such thing (404).</summary>
public sealed class KaggleNotFoundException : KaggleException
{
    public KaggleNotFoundException(string message, string? remedy, KaggleFacts facts)
        : base(message, remedy, facts) { }
}

/// <summary>The name or title is taken (409).</summary>
public sealed class KaggleConflictException : KaggleException
{
    public KaggleConflictException(string message, string? remedy, KaggleFacts facts)
        : base(message, remedy, facts) { }
}

/// <summary>Kaggle understood the request and said no: a bad request, or an <c>error</c> under HTTP 200.</summary>
public class KaggleRefusedException : KaggleException
{
    public KaggleRefusedException(string message, string? remedy, KaggleFacts facts)
        : base(message, remedy, facts) { }
}

/// <summary>The push was accepted and <b>its version runs</b>, but without data sources that Kaggle does not know.</summary>
public sealed class KaggleInvalidSourcesException : KaggleRefusedException
{
    public KaggleInvalidSourcesException(
        string message,
        string? remedy,
        KaggleFacts facts,
        PushedVersion pushed,
        IReadOnlyList<string> sources
    )
        : base(message, remedy, facts)
    {
        Pushed = pushed;
        Sources = sources;
    }

    /// <summary>The version that was started nevertheless: it should be cancelled.</summary>
    public PushedVersion Pushed { get; }

    /// <summary>What Kaggle does not know, each with its kind, for example <c>dataset alice/missing</c>.</summary>
    public IReadOnlyList<string> Sources { get; }
}

/// <summary>Kaggle lists outputs that may be another version's: the log beside them lacks what this one's has.</summary>
public sealed class KaggleForeignOutputsException : KaggleException
{
    public KaggleForeignOutputsException(string message, string? remedy, KaggleFacts facts)
        : base(message, remedy, facts) { }
}
