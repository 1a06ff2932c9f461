using System.CommandLine;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.CommandLine.Repositories;

/// <summary>The options by which a script consents to what a terminal would be asked.</summary>
internal static class SyncOptions
{
    private static readonly Option<string?> Sync = new("--sync")
    {
        Description = "push: commit all changes and push; none: run what is pushed.",
        HelpName = "push|none",
    };

    private static readonly Option<string?> CommitMessage = new("--commit-message", "-m")
    {
        Description = "The message of the commit that --sync push makes.",
        HelpName = "M",
    };

    public static void AddTo(Command command)
    {
        Sync.AcceptOnly("push", "none");
        command.Add(Sync);
        command.Add(CommitMessage);
    }

    public static SyncMode? Mode(ParseResult parsed) =>
        parsed.GetValue(Sync) switch
        {
            "push" => SyncMode.Push,
            "none" => SyncMode.None,
            _ => null,
        };

    public static string? Message(ParseResult parsed) => parsed.GetValue(CommitMessage);
}
