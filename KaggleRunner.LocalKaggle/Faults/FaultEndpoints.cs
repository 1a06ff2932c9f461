using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Faults;

internal static class FaultEndpoints
{
    private const string Path = "/faults";

    public static IServiceCollection AddFaults(this IServiceCollection services) =>
        services
            .AddSingleton<Holds>()
            .AddSingleton<FaultFile>()
            .AddSingleton<FaultJournal>()
            .AddSingleton<FaultSwitch>()
            .AddSingleton<FaultCallReader>()
            .AddSingleton<RefusalFaults>()
            .AddSingleton<StatusFaults>()
            .AddSingleton<StreamFaults>()
            .AddSingleton<DownloadFaults>()
            .AddSingleton<LostAnswers>()
            .AddSingleton<ClockSkew>()
            .AddSingleton<BodyFaults>();

    /// <summary>Nothing of it stands in the way of a server that was not asked for faults.</summary>
    public static void UseFaults(this IApplicationBuilder app)
    {
        var faults = app.ApplicationServices.GetRequiredService<FaultSwitch>();
        faults.Start();
        if (faults.IsAvailable)
        {
            app.UseMiddleware<FaultInjection>();
        }
    }

    /// <summary>Tells and sets what is on; only where the server was started for faults or holds.</summary>
    public static void MapFaults(this IEndpointRouteBuilder routes)
    {
        var faults = routes.ServiceProvider.GetRequiredService<FaultSwitch>();
        if (faults.IsAvailable)
        {
            routes.MapGet(Path, (RequestDelegate)(context => TellAsync(context, faults)));
            routes.MapPost(
                Path,
                (RequestDelegate)(
                    async context =>
                    {
                        var setting = await context.Request.ReadJsonAsync(FaultJson.Default.FaultSetting);
                        Set(faults, setting);
                        await TellAsync(context, faults);
                    }
                )
            );
        }
    }

    private static void Set(FaultSwitch faults, FaultSetting setting)
    {
        try
        {
            faults.Set(setting.Parse(), setting.Seed);
        }
        catch (StartException exception)
        {
            throw new KaggleFault(400, exception.Message);
        }
    }

    private static Task TellAsync(HttpContext context, FaultSwitch faults) =>
        context.Response.WriteJsonAsync(
            new FaultSetting([.. faults.Rules.Select(rule => rule.ToString())], faults.Seed),
            FaultJson.Default.FaultSetting
        );
}
