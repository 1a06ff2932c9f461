using System.Net;
using KaggleRunner.Web.Hosting;

namespace KaggleRunner.Web.Security;

/// <summary>
/// Refuses requests that a foreign web page made: by a name that is not ours (DNS rebinding) or from another origin.
/// Browsers send Origin with every WebSocket upgrade and every request that changes something.
/// </summary>
internal sealed class HostAndOriginGuard(RequestDelegate next, DashboardOptions options)
{
    private readonly HashSet<string> _hosts = Hosts(options);

    public Task InvokeAsync(HttpContext context)
    {
        if (!IsOurHost(context))
        {
            return RefuseAsync(context, "This address is not one of the dashboard's; see the setting AllowedHosts.");
        }

        return IsOurOrigin(context.Request)
            ? next(context)
            : RefuseAsync(context, "Requests from other web sites are refused.");
    }

    private bool IsOurHost(HttpContext context)
    {
        var host = context.Request.Host.Host;
        if (_hosts.Contains(host))
        {
            return true;
        }

        // The address this very connection came in by, for wide bindings: an IP address cannot be rebound.
        return IPAddress.TryParse(host.Trim('[', ']'), out var ip)
            && context.Connection.LocalIpAddress is { } local
            && (ip.Equals(local) || (local.IsIPv4MappedToIPv6 && ip.Equals(local.MapToIPv4())));
    }

    private static bool IsOurOrigin(HttpRequest request)
    {
        var origins = request.Headers.Origin;
        return origins.Count switch
        {
            0 => true,
            1 => string.Equals(
                origins[0],
                $"{request.Scheme}://{request.Host.Value}",
                StringComparison.OrdinalIgnoreCase
            ) || IsSignedArtifact(request),
            _ => false,
        };
    }

    // Sandboxed documents have no origin; the signature in the address is what lets them read their own files.
    private static bool IsSignedArtifact(HttpRequest request) =>
        request.Headers.Origin == "null"
        && HttpMethods.IsGet(request.Method)
        && request.Path.StartsWithSegments("/artifacts", StringComparison.Ordinal);

    private static Task RefuseAsync(HttpContext context, string reason)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync(reason + "\n");
    }

    private static HashSet<string> Hosts(DashboardOptions options)
    {
        var hosts = new HashSet<string>(options.AllowedHosts, StringComparer.OrdinalIgnoreCase)
        {
            "localhost",
            "127.0.0.1",
            "[::1]",
        };
        hosts.UnionWith(
            ListenAddress
                .Split(options.Urls)
                .Select(ListenAddress.TryParse)
                .OfType<ListenAddress>()
                .Select(address => address.Host)
                .Where(host => host is not ("*" or "+" or "0.0.0.0" or "[::]"))
        );
        return hosts;
    }
}
