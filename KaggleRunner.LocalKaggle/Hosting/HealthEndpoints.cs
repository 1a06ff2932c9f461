using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Security;

namespace KaggleRunner.LocalKaggle.Hosting;

internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(
            "/healthz",
            (RequestDelegate)(
                context =>
                    context.Response.WriteJsonAsync(
                        new HealthAnswer("kaggle-runner-local-kaggle"),
                        WireJson.Default.HealthAnswer
                    )
            )
        );
        routes.MapPost(
            "/shutdown",
            (RequestDelegate)(
                async context =>
                {
                    if (context.FindCaller()?.Name != Account.Default)
                    {
                        throw new KaggleFault(403, "Only the account that this server belongs to may stop it.");
                    }

                    await context.Response.WriteJsonAsync(new EmptyAnswer(), WireJson.Default.EmptyAnswer);
                    await context.Response.CompleteAsync();
                    context.RequestServices.GetRequiredService<IHostApplicationLifetime>().StopApplication();
                }
            )
        );
    }
}
