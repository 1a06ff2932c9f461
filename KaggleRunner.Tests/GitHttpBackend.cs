using System.Globalization;
using System.Text;
using CliWrap;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace KaggleRunner.Tests;

/// <summary>Answers a request through git's own CGI program, for clones and for pushes of any size.</summary>
internal static class GitHttpBackend
{
    /// <param name="context">The request to answer.</param>
    /// <param name="root">The folder that holds the repositories.</param>
    /// <param name="protocol">The version of git's protocol that the client asked for.</param>
    public static async Task AnswerAsync(HttpContext context, string root, string? protocol)
    {
        var request = context.Request;
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        using var answer = new MemoryStream();
        await Cli.Wrap("git")
            .WithArguments("http-backend")
            .WithEnvironmentVariables(variables =>
                variables
                    .Set("GIT_PROJECT_ROOT", root)
                    .Set("GIT_HTTP_EXPORT_ALL", "1")
                    .Set("PATH_INFO", request.Path.Value)
                    .Set("QUERY_STRING", request.QueryString.Value?.TrimStart('?') ?? "")
                    .Set("REQUEST_METHOD", request.Method)
                    .Set("CONTENT_TYPE", request.ContentType)
                    .Set("CONTENT_LENGTH", request.ContentLength?.ToString(CultureInfo.InvariantCulture))
                    .Set("HTTP_CONTENT_ENCODING", request.Headers.ContentEncoding.ToString())
                    .Set("GIT_PROTOCOL", protocol)
            )
            .WithStandardInputPipe(PipeSource.FromStream(request.Body))
            .WithStandardOutputPipe(PipeTarget.ToStream(answer))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(context.RequestAborted);
        await SendAsync(context.Response, answer.ToArray());
    }

    private static async Task SendAsync(HttpResponse response, byte[] answer)
    {
        var end = answer.AsSpan().IndexOf("\r\n\r\n"u8);
        foreach (var header in Encoding.ASCII.GetString(answer, 0, end).Split("\r\n"))
        {
            var (name, value) = (header.Split(": ", 2)[0], header.Split(": ", 2)[1]);
            if (string.Equals(name, "Status", StringComparison.Ordinal))
            {
                response.StatusCode = int.Parse(value.AsSpan(0, 3), CultureInfo.InvariantCulture);
            }
            else
            {
                response.Headers[name] = value;
            }
        }

        await response.Body.WriteAsync(answer.AsMemory(end + 4));
    }
}
