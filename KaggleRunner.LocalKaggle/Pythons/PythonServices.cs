namespace KaggleRunner.LocalKaggle.Pythons;

internal static class PythonServices
{
    public static IServiceCollection AddPythons(this IServiceCollection services) =>
        services.AddSingleton<PythonChoice>();
}
