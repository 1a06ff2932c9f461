using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace KaggleRunner.Core.Kaggle;

public static class KaggleServices
{
    /// <summary>Adds the client of Kaggle, its accounts and the starter of the local Kaggle.</summary>
    public static IServiceCollection AddKaggle(this IServiceCollection services)
    {
        services.AddOptions<KaggleOptions>().ValidateOnStart();
        services.AddOptions<LocalKaggleOptions>();
        services.AddSingleton<IValidateOptions<KaggleOptions>, KaggleOptionsValidator>();
        services.TryAddSingleton(_ => CredentialSources.FromEnvironment());
        services.AddSingleton<KaggleClientFactory>();
        services.AddSingleton<LocalKaggleLauncher>();
        services.AddSingleton<LocalKaggleStatusPage>();
        services.AddSingleton<KaggleAccounts>();
        services.AddSingleton<SourceDatasets>();
        services.AddSingleton<QuotaReader>();
        KaggleHttp.Add(services);
        return services;
    }
}
