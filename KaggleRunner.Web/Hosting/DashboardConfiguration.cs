using KaggleRunner.Core.Common;

namespace KaggleRunner.Web.Hosting;

/// <summary>Reads the options: defaults, the home's appsettings.json, the environment, then the command line.</summary>
internal static class DashboardConfiguration
{
    public static DashboardOptions AddDashboardOptions(this WebApplicationBuilder builder, string[] args)
    {
        var settings = DashboardArguments.Parse(args);
        var named =
            settings.GetValueOrDefault($"{DashboardOptions.Section}:{nameof(DashboardOptions.Home)}")
            ?? builder.Configuration[$"{DashboardOptions.Section}:{nameof(DashboardOptions.Home)}"];
        AddFile(builder.Configuration, Path.Combine(HomeFolder(named), "appsettings.json"));
        builder.Configuration.AddEnvironmentVariables();
        builder.Configuration.AddInMemoryCollection(settings);
        var options = Bind(builder.Configuration);
        var errors = DashboardOptionsValidator.Errors(options, builder.Configuration);
        return errors.Count == 0
            ? options
            : throw new RunnerException(
                errors.Count == 1
                    ? errors[0]
                    : $"The dashboard's settings cannot be used: {string.Join(" ", errors.Select((e, i) => $"({i + 1}) {e}"))}"
            );
    }

    /// <summary>Opens the home and makes sure that it can be written to.</summary>
    /// <exception cref="RunnerException">It cannot.</exception>
    public static RunnerHome OpenHome(this DashboardOptions options)
    {
        var home = options.Home.Length == 0 ? RunnerHome.FromEnvironment() : new RunnerHome(options.Home);
        var probe = Path.Combine(home.Root, $".{Guid.NewGuid():N}.tmp");
        try
        {
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return home;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunnerException(
                $"The folder {home.Root} for Kaggle Runner's own data cannot be written to: {e.Message}",
                $"Set {RunnerHome.Variable} to a folder that you may write to.",
                e
            );
        }
    }

    private static DashboardOptions Bind(ConfigurationManager configuration)
    {
        var options = new DashboardOptions();
        try
        {
            configuration.GetSection(DashboardOptions.Section).Bind(options, o => o.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException e)
        {
            throw new RunnerException(
                $"A setting of the section {DashboardOptions.Section} cannot be used: {e.Message}",
                "appsettings.sample.json explains each one.",
                e
            );
        }

        return options;
    }

    private static void AddFile(ConfigurationManager configuration, string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        try
        {
            configuration.AddJsonFile(path, optional: true, reloadOnChange: false);
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or IOException)
        {
            throw new RunnerException($"The file {path} cannot be read: {e.GetBaseException().Message}", null, e);
        }
    }

    private static string HomeFolder(string? named)
    {
        named = string.IsNullOrWhiteSpace(named) ? Environment.GetEnvironmentVariable(RunnerHome.Variable) : named;
        return string.IsNullOrWhiteSpace(named)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kaggle-runner")
            : Path.GetFullPath(named);
    }
}
