using System.Globalization;
using System.Text.RegularExpressions;

namespace KaggleRunner.Core.Kaggle;

/// <summary>The one place that turns what Kaggle answered into an exception.</summary>
internal static partial class KaggleErrors
{
    private const string TokenPage = "https://www.kaggle.com/settings";

    /// <param name="code">The HTTP status or the body's code; 200 for a soft error.</param>
    /// <param name="answer">Kaggle's own words; empty when it gave none.</param>
    public static KaggleException From(KaggleCall call, int code, string answer, TimeSpan? retryAfter)
    {
        var facts = call.Facts(code, answer.Length == 0 ? null : answer);
        return Capacity(call, answer, facts)
            ?? code switch
            {
                401 => Unauthorized(call, facts),
                403 => Forbidden(call, facts),
                404 => new KaggleNotFoundException(
                    Sentence($"{call.Service} does not find {call.Subject}", answer),
                    "Check the kernel's name, and the version.",
                    facts
                ),
                409 => new KaggleConflictException(
                    Sentence($"{call.Service} says that the name is taken", answer),
                    "Choose another title or slug for the kernel.",
                    facts
                ),
                429 => RateLimited(call, facts, retryAfter),
                408 or >= 500 => ServerFailed(call, facts),
                _ => new KaggleRefusedException(
                    Sentence($"{call.Service} refused {call.Operation}", answer.Length == 0 ? $"HTTP {code}" : answer),
                    Remedy(answer),
                    facts
                ),
            };
    }

    private static KaggleException? Capacity(KaggleCall call, string answer, KaggleFacts facts)
    {
        if (SessionLimit().Match(answer) is { Success: true } sessions)
        {
            return new KaggleSessionLimitException(
                Sentence($"{call.Service} runs as many sessions as it allows at once", answer),
                "Wait for one to end, or stop one on the kernel's page.",
                facts,
                int.TryParse(sessions.Groups["limit"].ValueSpan, CultureInfo.InvariantCulture, out var n) ? n : null
            );
        }

        return Quota().IsMatch(answer)
            ? new KaggleQuotaException(
                Sentence("The account's weekly accelerator quota is spent", answer),
                "Run without an accelerator (--accelerator none), or wait until the quota refreshes.",
                facts
            )
            : null;
    }

    private static KaggleUnauthorizedException Unauthorized(KaggleCall call, KaggleFacts facts) =>
        call.IsLocal
            ? new(
                $"The local Kaggle at {call.Account.ApiBase.Authority} does not accept its own key.",
                "Another one may answer there: stop it and try again.",
                facts
            )
            : new(
                Sentence("Kaggle does not accept the credentials", facts.Answer ?? ""),
                $"Make a new API token at {TokenPage} and save it where Kaggle's own tool looks for it.",
                facts
            );

    private static KaggleForbiddenException Forbidden(KaggleCall call, KaggleFacts facts) =>
        new(
            Sentence(
                $"{call.Service} does not let {call.Account.Owner} use {call.Subject}: it does not exist or belongs to another",
                facts.Answer ?? ""
            ),
            "Check the kernel's name and the account. Right after a push this may pass within seconds.",
            facts
        );

    private static KaggleRateLimitedException RateLimited(KaggleCall call, KaggleFacts facts, TimeSpan? retryAfter) =>
        new(
            Sentence($"{call.Service} asks for fewer requests", facts.Answer ?? ""),
            retryAfter is null
                ? "Wait a minute and try again."
                : $"Try again in {Math.Ceiling(retryAfter.Value.TotalSeconds).ToString(CultureInfo.InvariantCulture)} s.",
            facts,
            retryAfter
        );

    private static KaggleUnreachableException ServerFailed(KaggleCall call, KaggleFacts facts) =>
        new(
            Sentence($"{call.Service} failed to answer {call.Operation} (HTTP {facts.Status})", facts.Answer ?? ""),
            call.Changes ? "Whether it was done is unknown." : "Try again in a while.",
            facts,
            call.Changes
        );

    private static string? Remedy(string answer) =>
        answer.Contains("less than 1 megabyte", StringComparison.OrdinalIgnoreCase)
            ? "Push the branch so that the kernel can clone it, or make the sources smaller."
            : null;

    private static string Sentence(string what, string answer)
    {
        var said = answer.TrimEnd('.', ' ');
        return said.Length == 0 ? $"{what}." : $"{what}: {said}.";
    }

    // "Maximum batch CPU session count of 5 reached.", with or without the kind of machine.
    [GeneratedRegex(
        @"Maximum .{0,40}?session count( of (?<limit>\d{1,9}))?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex SessionLimit();

    // "Maximum weekly GPU quota of 30.00 hours reached."
    [GeneratedRegex(@"Maximum weekly .{0,40}?quota", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Quota();
}
