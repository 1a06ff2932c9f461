using System.ComponentModel;
using System.Diagnostics;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Kaggle;

/// <summary>Starts the local Kaggle's program so that it outlives this process and the terminal.</summary>
internal static class LocalKaggleProcess
{
    private const string Name = "KaggleRunner.LocalKaggle";

    // A session of its own: neither Ctrl+C nor a closed terminal reaches it, and no handle of ours stays open in it.
    private const string Detach = """
        log=$1; shift
        if command -v setsid >/dev/null 2>&1; then detach=setsid; else detach=nohup; fi
        "$detach" "$@" </dev/null >>"$log" 2>&1 &
        """;

    // Not the server's: real credentials, and addresses meant for the dashboard.
    private static readonly string[] NotInherited =
    [
        "KAGGLE_API_TOKEN",
        "KAGGLE_USERNAME",
        "KAGGLE_KEY",
        "ASPNETCORE_URLS",
        "ASPNETCORE_HTTP_PORTS",
        "ASPNETCORE_HTTPS_PORTS",
        "ASPNETCORE_CONTENTROOT",
        "ASPNETCORE_HOSTINGSTARTUPASSEMBLIES",
    ];

    public static async Task StartAsync(
        LocalKaggleOptions options,
        LocalKaggleFolder folder,
        CancellationToken cancellationToken
    )
    {
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = folder.Path };
        foreach (var argument in Arguments(options, folder))
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in NotInherited)
        {
            start.Environment.Remove(name);
        }

        try
        {
            using var shell = Process.Start(start) ?? throw new Win32Exception();
            await shell.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Win32Exception e)
        {
            throw new RunnerException(
                $"The local Kaggle cannot be started: {e.Message}",
                "It needs /bin/sh; Linux is the supported platform.",
                e
            );
        }
    }

    private static IEnumerable<string> Arguments(LocalKaggleOptions options, LocalKaggleFolder folder) =>
        [
            "-c",
            Detach,
            "sh",
            folder.Log,
            .. Program(options.ProgramFolder),
            "--home",
            folder.Path,
            .. options.Arguments,
        ];

    private static string[] Program(string folder)
    {
        var program = Path.Combine(folder, Name);
        var assembly = $"{program}.dll";
        return File.Exists(program) ? [program]
            : File.Exists(assembly) ? [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", assembly]
            : throw new RunnerException(
                $"The program of the local Kaggle, {Name}, is not beside this one in {folder}.",
                "Build the whole solution again."
            );
    }
}
