using System.CommandLine;
using KaggleRunner.CommandLine.Following;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.CommandLine.Kernels;

/// <summary><c>kaggle-runner adopt OWNER/SLUG VERSION</c>: makes a run of a version that was started elsewhere.</summary>
internal static class AdoptCommand
{
    private static readonly Argument<string> Kernel = new("KERNEL") { Description = "owner/slug." };
    private static readonly Argument<int> Version = new("VERSION") { Description = "The version's number." };

    public static Command Create() =>
        new Command("adopt", "Makes a run of a version that was started elsewhere, and follows it. Nothing is pushed.")
        {
            Kernel,
            Version,
            KernelOptions.Account,
            SharedOptions.Detach,
            SharedOptions.Json,
        }.Runs(ExecuteAsync);

    private static async Task<int> ExecuteAsync(
        CliSession session,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var project = await session.OpenProjectAsync(cancellationToken);
        var request = new AdoptionRequest(
            project,
            KernelOptions.Kind(parsed),
            KernelOptions.Parse(parsed.GetRequiredValue(Kernel)),
            parsed.GetValue(Version)
        );
        var run = await session.Get<RunAdoption>().AdoptAsync(request, cancellationToken);
        session.Screen.Say(
            $"Run #{run.Id.Number}: version {request.Version} of {TerminalText.Plain(request.Kernel.ToString())}"
        );
        return await FollowedRun.FollowAsync(
            session,
            run,
            new FollowOptions(parsed.GetValue(SharedOptions.Detach), parsed.GetValue(SharedOptions.Json)),
            cancellationToken
        );
    }
}
