using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.CommandLine.Kaggle;

/// <summary>Says where the local Kaggle is and how to use it.</summary>
internal static class LocalKaggleGreeting
{
    private static readonly char[] PlainCharacters =
    [
        .. "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-:",
    ];

    public static async Task SayAsync(CliSession session, Uri address, CancellationToken cancellationToken)
    {
        var screen = session.Screen;
        var server = address.GetLeftPart(UriPartial.Authority);
        var folder = session.Home.LocalKaggle;
        screen.Say($"The local Kaggle is at {server}; its key is in {Path.Combine(folder, "kaggle.json")}.");
        if (await session.Get<LocalKaggleStatusPage>().CreateLinkAsync(address, cancellationToken) is { } link)
        {
            screen.Result($"Status page (this link opens it once): {link}");
        }

        screen.Result("Kaggle's own tool, pointed here:");
        screen.Result(
            $"  KAGGLE_API_ENVIRONMENT=LOCALHOST http_proxy={server} KAGGLE_CONFIG_DIR={Quoted(folder)} kaggle kernels list -m"
        );
        screen.Flush();
    }

    private static string Quoted(string path) =>
        path.All(PlainCharacters.Contains) ? path : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
