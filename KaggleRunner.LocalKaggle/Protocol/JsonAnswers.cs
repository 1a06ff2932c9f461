using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace KaggleRunner.LocalKaggle.Protocol;

internal static class JsonAnswers
{
    public static Task WriteJsonAsync<T>(this HttpResponse response, T value, JsonTypeInfo<T> type)
    {
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.XContentTypeOptions = "nosniff";
        return JsonSerializer.SerializeAsync(response.Body, value, type, response.HttpContext.RequestAborted);
    }

    public static async Task<T> ReadJsonAsync<T>(this HttpRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, type, request.HttpContext.RequestAborted)
                ?? throw new KaggleFault(400, "The body is null where an object is expected.");
        }
        catch (JsonException exception)
        {
            throw new KaggleFault(400, $"The body is not the JSON expected: {exception.Message}");
        }
    }
}
