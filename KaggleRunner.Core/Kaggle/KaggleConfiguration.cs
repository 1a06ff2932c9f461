using KaggleRunner.Core.Common;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace KaggleRunner.Core.Kaggle;

/// <summary>
/// The section <c>Kaggle</c> of the home's <c>appsettings.json</c> and of the environment (<c>Kaggle__Retries</c>):
/// <c>appsettings.sample.json</c> explains each setting.
/// </summary>
public static class KaggleConfiguration
{
    public const string Section = "Kaggle";
    private const string KaggleHost = "kaggle.com";

    /// <summary>The home's file below the environment, for a program that has no configuration of its own.</summary>
    /// <exception cref="RunnerException">The file cannot be read.</exception>
    public static IConfiguration Of(RunnerHome home)
    {
        var path = Path.Combine(home.Root, "appsettings.json");
        try
        {
            return new ConfigurationBuilder()
                .AddJsonFile(path, optional: true, reloadOnChange: false)
                .AddEnvironmentVariables()
                .Build();
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or IOException)
        {
            throw new RunnerException($"The file {path} cannot be read: {e.GetBaseException().Message}", null, e);
        }
    }

    /// <summary>Puts the section's values in the place of the defaults.</summary>
    /// <exception cref="RunnerException">Some cannot be used; the message lists every reason.</exception>
    public static IServiceCollection ConfigureKaggle(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (!section.Exists())
        {
            return services;
        }

        var errors = Errors(section);
        return errors.Count == 0
            ? services.Configure<KaggleOptions>(options => section.Bind(options))
            : throw new RunnerException(
                $"The section {Section} of the settings cannot be used: {string.Join(" ", errors)}",
                "appsettings.sample.json explains each one."
            );
    }

    private static IReadOnlyList<string> Errors(IConfigurationSection section)
    {
        var options = new KaggleOptions();
        try
        {
            section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException e)
        {
            return [e.GetBaseException().Message];
        }

        return
        [
            .. new KaggleOptionsValidator().Validate(name: null, options).Failures ?? [],
            .. HostErrors(nameof(options.ApiBase), options.ApiBase),
            .. HostErrors(nameof(options.Site), options.Site),
        ];
    }

    /// <summary>Credentials go to Kaggle's own hosts only, whatever a file or a variable says.</summary>
    private static IEnumerable<string> HostErrors(string key, Uri? address)
    {
        if (
            address is { IsAbsoluteUri: true }
            && !string.Equals(address.Host, KaggleHost, StringComparison.OrdinalIgnoreCase)
            && !address.Host.EndsWith($".{KaggleHost}", StringComparison.OrdinalIgnoreCase)
        )
        {
            yield return $"Kaggle:{key} must be an address of {KaggleHost}, because credentials are sent there.";
        }
    }
}
