using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace KaggleRunner.Core.Kaggle;

/// <summary>An answer as it came, body and all.</summary>
internal sealed record RawAnswer(int Status, TimeSpan? RetryAfter, ReadOnlyMemory<byte> Body);

/// <summary>
/// Reads an answer, or throws what it means. Kaggle says no in five ways: an HTTP status, a <c>code</c> in the body
/// even under 200, an <c>error</c> object, <c>error</c> or <c>errorMessage</c> as text under 200, and pages in HTML.
/// </summary>
internal static class AnswerReader
{
    public static T Read<T>(KaggleCall call, RawAnswer answer, JsonTypeInfo<T> type)
    {
        Check(call, answer);
        try
        {
            return JsonSerializer.Deserialize(answer.Body.Span, type) ?? throw NotProtocol(call, answer);
        }
        catch (JsonException e)
        {
            throw NotProtocol(call, answer, e);
        }
    }

    /// <summary>Throws when the answer is no success.</summary>
    public static void Check(KaggleCall call, RawAnswer answer)
    {
        if (FindError(answer) is var (code, message))
        {
            throw KaggleErrors.From(call, code, message, answer.RetryAfter);
        }

        if (answer.Status is < 200 or > 299)
        {
            throw KaggleErrors.From(call, answer.Status, AnswerText.Describe(answer.Body.Span), answer.RetryAfter);
        }

        if (!AnswerText.LooksLikeJsonObject(answer.Body.Span))
        {
            throw NotProtocol(call, answer);
        }
    }

    private static (int Code, string Message)? FindError(RawAnswer answer)
    {
        if (!AnswerText.LooksLikeJsonObject(answer.Body.Span))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            return FindError(document.RootElement, answer.Status);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static (int Code, string Message)? FindError(JsonElement root, int status)
    {
        if (root.TryGetProperty("error", out var error))
        {
            if (error.ValueKind == JsonValueKind.Object)
            {
                return (Code(error) ?? Failing(status), Text(error, "message"));
            }

            if (error.ValueKind == JsonValueKind.String && error.GetString() is { Length: > 0 } soft)
            {
                return (status, AnswerText.Shorten(soft));
            }
        }

        if (Text(root, "errorMessage") is { Length: > 0 } softMessage)
        {
            return (status, softMessage);
        }

        return Code(root) is >= 400 and var code ? (code, Text(root, "message"))
            : status >= 400 ? (status, Text(root, "message"))
            : null;
    }

    // gRPC's own small codes, should they ever come through, are no HTTP statuses.
    private static int? Code(JsonElement element) =>
        element.TryGetProperty("code", out var code)
            ? code.ValueKind switch
            {
                JsonValueKind.Number when code.TryGetInt32(out var n) && n >= 400 => n,
                JsonValueKind.String when int.TryParse(code.GetString(), out var n) && n >= 400 => n,
                _ => null,
            }
            : null;

    private static int Failing(int status) => status >= 400 ? status : 400;

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? AnswerText.Shorten(value.GetString() ?? "")
            : "";

    private static KaggleUnreachableException NotProtocol(KaggleCall call, RawAnswer answer, Exception? inner = null)
    {
        var seen = answer.Body.IsEmpty ? "nothing" : AnswerText.Describe(answer.Body.Span);
        return new KaggleUnreachableException(
            $"{call.Service} answered {call.Operation} with something else than its protocol: {seen}.",
            "A proxy or a login page may stand in between; try again, and check the network connection.",
            call.Facts(answer.Status, seen),
            call.Changes,
            inner
        );
    }
}
