using System.IO.Compression;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.ResponseCompression;

namespace KaggleRunner.Web.Hosting;

/// <summary>
/// Compresses pages and marked answers for slow lines; scripts and styles were compressed when they were built. Beside
/// encryption a page is not compressed: it holds tokens, and lengths could betray them.
/// </summary>
internal static class PageCompression
{
    private static readonly string[] Types = ["text/html", "text/plain"];

    public static void AddPageCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(compression => compression.MimeTypes = Types);
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
    }

    /// <summary>To be called behind the choice of the endpoint.</summary>
    public static void UsePageCompression(this WebApplication app) =>
        app.UseWhen(
            context => IsWanted(context.GetEndpoint()) && Allows(context.Request),
            branch => branch.UseResponseCompression()
        );

    /// <summary>A part of a file is one of its plain bytes.</summary>
    public static bool Allows(HttpRequest request) => request.Headers.Range.Count == 0;

    private static bool IsWanted(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<CompressedAnswer>() is not null
        || endpoint?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
}
