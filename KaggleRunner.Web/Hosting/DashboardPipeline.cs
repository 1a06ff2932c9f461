using KaggleRunner.Web.Artifacts;
using KaggleRunner.Web.Charts;
using KaggleRunner.Web.History;
using KaggleRunner.Web.Logs;
using KaggleRunner.Web.Security;

namespace KaggleRunner.Web.Hosting;

internal static class DashboardPipeline
{
    public static void UseDashboard(this WebApplication app)
    {
        app.UseExceptionHandler(error =>
            error.Run(context => context.Response.WriteAsync("Something went wrong; the dashboard's log says more.\n"))
        );
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<HostAndOriginGuard>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseMiddleware<LoginGuard>();
        app.UsePageCompression();
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseAntiforgery();
        app.UseCompressedRunHub();

        app.MapHealth();
        app.MapLogin();
        app.MapArtifacts();
        app.MapRawLog();
        app.MapMetrics();
        app.MapRunExport();
        app.MapHub<RunHub>(RunHub.Path);
        app.MapStaticAssets();

        // Blazor's own policy would allow frames of this site; SecurityHeaders allows none.
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null);
    }
}
