using System.Net;
using KaggleRunner.Web.Security;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace KaggleRunner.Web.Hosting;

/// <summary>Tells the user where the dashboard is; the token stands on the console only, in no log.</summary>
internal static class ReadyMessage
{
    public static void Write(WebApplication app, TextWriter console) =>
        console.WriteLine($"Kaggle Runner is ready: {LoginAddress(app)}");

    /// <summary>The address to open, with the token when there is a login.</summary>
    public static Uri LoginAddress(WebApplication app)
    {
        var root = Address(app);
        return app.Services.GetService<LoginToken>() is { } token ? new Uri(root, $"/login?token={token.Value}") : root;
    }

    /// <summary>The first address listened on, with the port that was really taken.</summary>
    public static Uri Address(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var address = ListenAddress.TryParse(addresses.First())!;
        var host = IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) switch
        {
            true when ip!.Equals(IPAddress.Any) => "127.0.0.1",
            true when ip!.Equals(IPAddress.IPv6Any) => "[::1]",
            true => address.Host,
            false => address.Host is "*" or "+" ? "127.0.0.1" : address.Host,
        };
        return new Uri($"{address.Scheme}://{host}:{address.Port}/");
    }
}
