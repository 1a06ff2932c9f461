using KaggleRunner.Core.Common;

namespace KaggleRunner.CommandLine.Hosting;

/// <summary>The command was given something that it cannot use; nothing has happened.</summary>
internal sealed class UsageException(string message, string? remedy = null) : RunnerException(message, remedy);
