using KaggleRunner.Web.Security;

namespace KaggleRunner.Web.Hosting;

/// <summary>Checks the options all at once, so that a user mends them in one go.</summary>
internal static class DashboardOptionsValidator
{
    public static IReadOnlyList<string> Errors(DashboardOptions options, IConfiguration configuration) =>
        [
            .. UrlErrors(options),
            .. PathErrors(options),
            .. NumberErrors(options),
            .. options
                .AllowedHosts.Where(host => Uri.CheckHostName(host) == UriHostNameType.Unknown)
                .Select(host => $"AllowedHosts: '{host}' is not a host name."),
            .. configuration.GetSection("Kestrel").Exists()
                ?
                [
                    "Kestrel: addresses are set with Dashboard:Urls, where they are checked; remove the section Kestrel.",
                ]
                : Array.Empty<string>(),
        ];

    private static IEnumerable<string> UrlErrors(DashboardOptions options)
    {
        var urls = ListenAddress.Split(options.Urls);
        if (urls.Count == 0)
        {
            yield return "Urls: no address is given; http://127.0.0.1:5117 is the usual one.";
        }

        foreach (var url in urls)
        {
            if (ListenAddress.TryParse(url) is not { } address)
            {
                yield return $"Urls: '{url}' is not an address such as http://127.0.0.1:5117.";
            }
            else if (!options.RequireLogin && !address.IsLoopback)
            {
                yield return $"Urls: '{url}' can be reached from other machines while the login is switched off; "
                    + "switch RequireLogin on, or listen on 127.0.0.1.";
            }
        }
    }

    private static IEnumerable<string> PathErrors(DashboardOptions options)
    {
        foreach (var project in options.Projects.Where(project => !Directory.Exists(project)))
        {
            yield return $"Projects: there is no folder '{project}'.";
        }

        if (options.Sample.Length > 0 && !Directory.Exists(options.Sample))
        {
            yield return $"Sample: there is no folder '{options.Sample}'.";
        }
    }

    private static IEnumerable<string> NumberErrors(DashboardOptions options)
    {
        if (options.LoginLifetime < TimeSpan.FromMinutes(1) || options.LoginLifetime > TimeSpan.FromDays(400))
        {
            yield return "LoginLifetime: must lie between one minute (00:01:00) and 400 days (400.00:00:00).";
        }

        if (
            options.ArtifactLinkLifetime < TimeSpan.FromSeconds(10)
            || options.ArtifactLinkLifetime > TimeSpan.FromDays(1)
        )
        {
            yield return "ArtifactLinkLifetime: must lie between ten seconds (00:00:10) and one day (1.00:00:00).";
        }

        if (options.LoginAttemptsPerMinute is < 1 or > 1000)
        {
            yield return "LoginAttemptsPerMinute: must lie between 1 and 1000.";
        }

        if (options.OpenLogsPerConnection is < 1 or > 100)
        {
            yield return "OpenLogsPerConnection: must lie between 1 and 100.";
        }
    }
}
