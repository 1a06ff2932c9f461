using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KaggleRunner.Core.Kaggle;

/// <summary>The local Kaggle's own page, which shows its kernels, sessions and logs in a browser.</summary>
public sealed class LocalKaggleStatusPage(LocalKaggleLauncher launcher, IHttpClientFactory clients)
{
    /// <summary>A link that opens the page once, a secret; null when the server at the address makes none.</summary>
    public async Task<Uri?> CreateLinkAsync(Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "status/link"));
        request.Headers.TryAddWithoutValidation("Authorization", launcher.ReadKey().Authorization);
        request.Content = new ByteArrayContent("{}"u8.ToArray());
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var response = await clients
                .CreateClient(KaggleHttp.Once)
                .SendAsync(request, cancellationToken)
                .ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            var link = response.IsSuccessStatusCode
                ? JsonSerializer.Deserialize(body, StatusPageJson.Default.StatusPageLink)?.Url
                : null;
            return Uri.TryCreate(link, UriKind.Absolute, out var url) && IsThere(url, address) ? url : null;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException)
        {
            return null;
        }
    }

    private static bool IsThere(Uri url, Uri address) =>
        string.Equals(
            url.GetLeftPart(UriPartial.Authority),
            address.GetLeftPart(UriPartial.Authority),
            StringComparison.Ordinal
        );
}

internal sealed record StatusPageLink(string? Url);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StatusPageLink))]
internal sealed partial class StatusPageJson : JsonSerializerContext;
