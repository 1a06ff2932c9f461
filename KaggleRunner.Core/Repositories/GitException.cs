using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Repositories;

/// <summary>The git program refused or failed; the message holds git's own reason, without credentials.</summary>
public sealed class GitException : RunnerException
{
    public GitException(string message, string? remedy, string command, int exitCode, string reason)
        : base(message, remedy)
    {
        Command = command;
        ExitCode = exitCode;
        Reason = reason;
    }

    /// <summary>The subcommand, for example <c>push</c>.</summary>
    public string Command { get; }
    public int ExitCode { get; }

    /// <summary>What git, a hook or the remote said.</summary>
    public string Reason { get; }
}
