using Microsoft.AspNetCore.Http.Features;

namespace KaggleRunner.Web.Logs;

/// <summary>
/// Compresses what <see cref="RunHub"/> sends, for slow lines: text of logs shrinks to a fifth. Compression beside
/// encryption can betray a secret when an eavesdropper sees lengths and an attacker chooses text beside it. The hub's
/// messages carry no secret of the dashboard (the login travels in a header), secrets of the log are taken out before it
/// is written, and each message is compressed on its own, so that none is measured against another.
/// </summary>
internal static class HubCompression
{
    public static void UseCompressedRunHub(this WebApplication app) =>
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(RunHub.Path, StringComparison.Ordinal),
            branch =>
            {
                branch.UseWebSockets();
                branch.Use(
                    (context, next) =>
                    {
                        if (context.Features.Get<IHttpWebSocketFeature>() is { } sockets)
                        {
                            context.Features.Set<IHttpWebSocketFeature>(new Compressing(sockets));
                        }

                        return next(context);
                    }
                );
            }
        );

    private sealed class Compressing(IHttpWebSocketFeature inner) : IHttpWebSocketFeature
    {
        public bool IsWebSocketRequest => inner.IsWebSocketRequest;

        public Task<System.Net.WebSockets.WebSocket> AcceptAsync(WebSocketAcceptContext context)
        {
            context.DangerousEnableCompression = true;
            context.DisableServerContextTakeover = true;
            return inner.AcceptAsync(context);
        }
    }
}
