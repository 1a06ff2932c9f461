using System.Net;
using System.Security.Cryptography;
using System.Web;

namespace KaggleRunner.Web.Security;

/// <summary>The login page: one document without any other file, since everything else needs a login.</summary>
internal static class LoginPage
{
    /// <summary>The token in what was pasted: the token itself or the whole printed address.</summary>
    public static string? TokenIn(string? pasted)
    {
        var text = pasted?.Trim();
        return text is not null && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Query.Length > 0
            ? HttpUtility.ParseQueryString(address.Query)["token"]
            : text;
    }

    public static Task WriteAsync(HttpContext context, string returnUrl, string? error)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; img-src data:; "
            + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        var message = error is null ? "" : $"""<p class="error" role="alert">{WebUtility.HtmlEncode(error)}</p>""";
        return response.WriteAsync(
            Template
                .Replace("%nonce%", nonce, StringComparison.Ordinal)
                .Replace("%error%", message, StringComparison.Ordinal)
                .Replace("%returnUrl%", WebUtility.HtmlEncode(returnUrl), StringComparison.Ordinal)
        );
    }

    private static string Template { get; } = ReadTemplate();

    private static string ReadTemplate()
    {
        using var stream = typeof(LoginPage).Assembly.GetManifestResourceStream("LoginPage.html")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
