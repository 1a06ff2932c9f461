using System.Net;
using KaggleRunner.LocalKaggle.Blobs;
using KaggleRunner.LocalKaggle.Datasets;
using KaggleRunner.LocalKaggle.Faults;
using KaggleRunner.LocalKaggle.Inputs;
using KaggleRunner.LocalKaggle.Isolation;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Limits;
using KaggleRunner.LocalKaggle.Outputs;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Pythons;
using KaggleRunner.LocalKaggle.Quota;
using KaggleRunner.LocalKaggle.Replays;
using KaggleRunner.LocalKaggle.Security;
using KaggleRunner.LocalKaggle.Sessions;
using KaggleRunner.LocalKaggle.StatusPage;

namespace KaggleRunner.LocalKaggle.Hosting;

/// <summary>Puts the server together; the program runs it, tests start it in their own process.</summary>
internal static class LocalKaggleApp
{
    // An empty builder: settings files and ASPNETCORE_* variables of whoever started it are none of its business.
    public static WebApplication Create(
        LocalKaggleOptions options,
        TimeProvider time,
        Action<ILoggingBuilder>? configureLogging = null
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Listen(IPAddress.Loopback, options.Port);
            });
        configureLogging?.Invoke(builder.Logging);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(15));
        builder.Services.AddRoutingCore().AddLocalKaggle(options, time);

        var app = builder.Build();
        Prepare(app);
        app.UseMiddleware<FaultAnswers>().UseMiddleware<RequestGate>();
        app.UseFaults();
        app.UseRouting();
        MapEndpoints(app);
        return app;
    }

    private static IServiceCollection AddLocalKaggle(
        this IServiceCollection services,
        LocalKaggleOptions options,
        TimeProvider time
    ) =>
        services
            .AddSingleton(options)
            .AddSingleton(time)
            .AddSingleton<HomeLayout>()
            .AddSingleton<ServerAddress>()
            .AddSingleton<Activity>()
            .AddSingleton<Journal>()
            .AddFaults()
            .AddSingleton<Replay>()
            .AddSingleton<RpcPipeline>()
            .AddHostedService<IdleStop>()
            .AddSecurity()
            .AddPythons()
            .AddIsolation()
            .AddLimits()
            .AddKernels()
            .AddSessions()
            .AddOutputs()
            .AddBlobs()
            .AddDatasets()
            .AddInputs()
            .AddStatusPage();

    private static void Prepare(WebApplication app)
    {
        var services = app.Services;
        services.GetRequiredService<HomeLayout>().Prepare();
        services.GetRequiredService<Accounts>().Load();
        var replay = services.GetRequiredService<Replay>();
        replay.Load();
        if (!replay.IsOn)
        {
            services.GetRequiredService<PythonChoice>().RequireSome();
        }

        services.GetRequiredService<StrayProcesses>().KillAll();
        services.GetRequiredService<QuotaLedger>().Load();
        services.GetRequiredService<KernelCatalog>().Load();
        services.GetRequiredService<DatasetCatalog>().Load();
        services.GetRequiredService<BlobStore>().Load();

        var address = services.GetRequiredService<ServerAddress>();
        var sessions = services.GetRequiredService<SessionHost>();
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            address.Publish();
            sessions.Resume();
        });
        app.Lifetime.ApplicationStopping.Register(() =>
        {
            sessions.StopAll();
            address.Withdraw();
        });
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.MapHealth();
        app.MapFaults();
        app.MapStatusPage();
        app.MapOutputDownload();
        app.MapBlobUpload();
        foreach (var prefix in (string[])["/api/v1", "/v1"])
        {
            var api = app.MapGroup(prefix);
            api.MapAccounts();
            api.MapKernels();
            api.MapQuota();
            api.MapSessions();
            api.MapOutputs();
            api.MapBlobs();
            api.MapDatasets();
        }

        app.MapFallback(_ => throw new KaggleFault(404, "There is no such address here."));
    }
}
