using System.ComponentModel;
using CliWrap;
using KaggleRunner.Core.Common;
using Microsoft.Extensions.Logging;

namespace KaggleRunner.Core.Repositories;

/// <summary>
/// Runs the git program, without a shell. What only reads a repository runs nothing from it; a commit or push the user
/// asked for behaves as the user's own git would, but never asks at a terminal.
/// </summary>
public sealed partial class GitProgram
{
    private static readonly TimeSpan TimeToCleanUp = TimeSpan.FromSeconds(5);
    private readonly ILogger<GitProgram> _logger;
    private readonly TimeProvider _time;
    private readonly string _program;

    public GitProgram(ILogger<GitProgram> logger, TimeProvider time)
        : this(logger, time, "git") { }

    internal GitProgram(ILogger<GitProgram> logger, TimeProvider time, string program)
    {
        this._logger = logger;
        this._time = time;
        this._program = program;
    }

    /// <summary>Reads: the output without its last line end.</summary>
    /// <exception cref="GitException">Git failed.</exception>
    public async Task<string> ReadAsync(
        string folder,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        var command = new GitCommand(folder, arguments);
        var result = await RunAsync(command, cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? result.Line : throw GitReason.Exception(command, result);
    }

    /// <summary>Reads what may well be missing: null when git fails.</summary>
    public async Task<string?> TryReadAsync(
        string folder,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        var result = await RunAsync(new GitCommand(folder, arguments), cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? result.Line : null;
    }

    /// <summary>Runs one call, whatever its exit code.</summary>
    /// <exception cref="RunnerException">Git is not installed, or the folder is gone.</exception>
    public async Task<GitResult> RunAsync(GitCommand command, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(command.Folder))
        {
            throw new RunnerException($"The folder {command.Folder} does not exist.");
        }

        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var started = _time.GetTimestamp();
        try
        {
            var ended = await ExecuteAsync(Prepare(command, command.OutputTo ?? output, error), cancellationToken)
                .ConfigureAwait(false);
            Log.Ended(_logger, command.Arguments[0], ended.ExitCode, _time.GetElapsedTime(started).TotalMilliseconds);
            return new(ended.ExitCode, output.ToArray(), System.Text.Encoding.UTF8.GetString(error.ToArray()));
        }
        catch (Win32Exception e)
        {
            throw new RunnerException(
                $"The git program cannot be started: {e.Message}",
                "Install git (on Debian: apt-get install git) and make sure that it is on the PATH.",
                e
            );
        }
    }

    private Command Prepare(GitCommand command, Stream output, Stream error) =>
        Cli.Wrap(_program)
            .WithArguments([.. GitEnvironment.Options(command), .. command.Arguments])
            .WithWorkingDirectory(command.Folder)
            .WithEnvironmentVariables(GitEnvironment.Variables(command))
            .WithStandardInputPipe(PipeSource.FromBytes(command.Input))
            .WithStandardOutputPipe(PipeTarget.ToStream(output))
            .WithStandardErrorPipe(PipeTarget.ToStream(error))
            .WithValidation(CommandResultValidation.None);

    // Interrupted first, so that git removes its lock files; killed when it does not listen.
    private async Task<CommandResult> ExecuteAsync(Command command, CancellationToken cancellationToken)
    {
        using var forceful = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time);
        var registration = cancellationToken.Register(() => forceful.CancelAfter(TimeToCleanUp));
        await using (registration.ConfigureAwait(false))
        {
            return await command.ExecuteAsync(forceful.Token, cancellationToken).ConfigureAwait(false);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "git {Command} ended with {ExitCode} after {Milliseconds:F0} ms")]
        public static partial void Ended(ILogger logger, string command, int exitCode, double milliseconds);
    }
}
