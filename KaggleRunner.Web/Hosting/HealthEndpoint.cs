using System.Reflection;
using KaggleRunner.Web.Security;

namespace KaggleRunner.Web.Hosting;

internal static class HealthEndpoint
{
    public const string Service = "kaggle-runner";

    public static string Version { get; } =
        typeof(HealthEndpoint)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0]
        ?? "0";

    public static void MapHealth(this WebApplication app) =>
        app.MapGet("/healthz", () => Results.Json(new Health(Service, Version))).WithMetadata(OpenToAll.Instance);

    private sealed record Health(string Service, string Version);
}
