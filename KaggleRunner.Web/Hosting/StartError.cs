using System.Net.Sockets;
using KaggleRunner.Core.Common;
using Microsoft.AspNetCore.Connections;

namespace KaggleRunner.Web.Hosting;

/// <summary>Turns what can go wrong at the start into a sentence.</summary>
internal static class StartError
{
    /// <summary>The sentence for the user; null for an error that is not his to mend.</summary>
    public static string? Explain(Exception exception) =>
        exception switch
        {
            RunnerException e => e.Sentence,
            IOException { InnerException: AddressInUseException } e =>
                $"{e.Message.TrimEnd('.')}. Stop what uses it, or choose another address with --urls.",
            IOException or UnauthorizedAccessException or SocketException =>
                $"The dashboard cannot start: {exception.Message}",
            _ => null,
        };
}
