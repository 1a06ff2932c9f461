namespace KaggleRunner.LocalKaggle.Isolation;

internal static class IsolationServices
{
    public static IServiceCollection AddIsolation(this IServiceCollection services) =>
        services
            .AddSingleton<ProcessStarter>()
            .AddSingleton<KernelEnvironment>()
            .AddSingleton<StrayProcesses>()
            .AddSingleton<SandboxChoice>();
}
