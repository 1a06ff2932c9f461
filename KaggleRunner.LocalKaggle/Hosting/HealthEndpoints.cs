using KaggleRunner.LocalKaggle.Protocol;

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
                    await context.Response.WriteJsonAsync(new EmptyAnswer(), WireJson.Default.EmptyAnswer);
                    await context.Response.CompleteAsync();
                    context.RequestServices.GetRequiredService<IHostApplicationLifetime>().StopApplication();
                }
            )
        );
    }
}
