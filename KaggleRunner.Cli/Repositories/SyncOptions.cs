using System.CommandLine;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.CommandLine.Repositories;

/// <summary>The options by which a script consents to what a terminal would be asked.</summary>
internal static class SyncOptions
{
    private static readonly Option<string?> Sync = new("--sync")
    {
        Description =
            "push: commit all changes and push the branch; snapshot: push the files as they are to a branch of the run's own; "
            + "bundle: push nothing, the files travel inside the script; none: run what is pushed.",
        HelpName = "push|snapshot|bundle|none",
    };

    private static readonly Option<string?> CommitMessage = new("--commit-message", "-m")
    {
        Description = "The message of the commit that --sync push makes.",
        HelpName = "M",
    };

    private static readonly Option<string[]> AllowSecret = new("--allow-secret")
    {
        Description = "Send this file though it looks like, or holds, a secret. May be given several times.",
        HelpName = "PATH",
    };

    public static void AddTo(Command command)
    {
        Sync.AcceptOnly("push", "snapshot", "bundle", "none");
        command.Add(Sync);
        command.Add(CommitMessage);
        command.Add(AllowSecret);
    }

    public static SyncWish Read(ParseResult parsed) =>
        new(Mode(parsed), parsed.GetValue(CommitMessage), parsed.GetValue(AllowSecret) ?? []);

    private static SyncMode? Mode(ParseResult parsed) =>
        parsed.GetValue(Sync) switch
        {
            "push" => SyncMode.Push,
            "snapshot" => SyncMode.Snapshot,
            "bundle" => SyncMode.Bundle,
            "none" => SyncMode.None,
            _ => null,
        };
}

/// <summary>What the options say of the sync.</summary>
/// <param name="Mode">Null: to be asked for, when it matters.</param>
/// <param name="Message">The message of the commit.</param>
/// <param name="AllowedSecrets">Files that may be sent whatever they hold, as they were named.</param>
internal sealed record SyncWish(SyncMode? Mode, string? Message, IReadOnlyList<string> AllowedSecrets);
