using KaggleRunner.Core;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Artifacts;
using KaggleRunner.Web.Layout;
using KaggleRunner.Web.Logs;
using KaggleRunner.Web.Security;
using MudBlazor;
using MudBlazor.Services;

namespace KaggleRunner.Web.Hosting;

internal static class DashboardServices
{
    /// <summary>Blazor receives at most 32 KB a message otherwise; longer texts travel as streams all the same.</summary>
    private const int MaxCircuitMessage = 256 * 1024;

    public static void AddDashboardServices(
        this WebApplicationBuilder builder,
        DashboardOptions options,
        RunnerHome home
    )
    {
        builder.WebHost.UseStaticWebAssets();
        if (!builder.Environment.IsDevelopment())
        {
            // Else what runs from a build's output reads scripts and styles anew and sends them as gzip without compression.
            builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        }

        builder.WebHost.UseUrls([.. ListenAddress.Split(options.Urls)]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.AddDashboardLogging();

        var services = builder.Services;
        services.AddSingleton(options);
        if (options.WithLocalKaggle)
        {
            services.AddHostedService<LocalKaggleLifetime>();
        }

        services.AddCore(home).ConfigureKaggle(builder.Configuration);
        services.AddDashboardSecurity(options, home);
        services.AddScoped<ChosenAccount>();
        services.AddPages();
        services.AddPageCompression();
        services.AddSingleton<ArtifactLinks>();
        services.AddRunHub();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddSignalR(hub => hub.MaximumReceiveMessageSize = MaxCircuitMessage);
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            mud.SnackbarConfiguration.PreventDuplicates = true;
        });
    }

    /// <summary>The one place where the pipeline's own services join the dashboard.</summary>
    private static IServiceCollection AddCore(this IServiceCollection services, RunnerHome home) =>
        services.AddKaggleRunner(home).AddEngine().AddFetches();
}
