using System.CommandLine;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.CommandLine.Kernels;

/// <summary><c>kaggle-runner kernels</c>: the account's own kernels, those that ran last first.</summary>
internal static class KernelsCommand
{
    private static readonly string[] Head = ["kernel", "title", "newest", "visibility", "last run"];

    public static Command Create() =>
        new Command("kernels", "Lists the account's kernels, those that ran last first.")
        {
            KernelOptions.Account,
            DeleteKernelCommand.Create(),
        }.Runs(ExecuteAsync);

    private static async Task<int> ExecuteAsync(
        CliSession session,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var account = await session.Get<KaggleAccounts>().ConnectAsync(KernelOptions.Kind(parsed), cancellationToken);
        var rows = new List<IReadOnlyList<string>> { Head };
        var client = session.Get<KaggleClientFactory>().For(account);
        await foreach (var kernel in client.ListKernelsAsync(cancellationToken))
        {
            rows.Add(Row(kernel));
        }

        if (rows.Count == 1)
        {
            session.Screen.Say("There is no kernel yet: the first run makes one.");
            return ExitCode.Passed;
        }

        var lines = Columns.Of(rows).ToList();
        session.Screen.Result(session.Screen.Styled(lines[0], Style.Dim, onError: false));
        foreach (var line in lines.Skip(1))
        {
            session.Screen.Result(line);
        }

        return ExitCode.Passed;
    }

    private static string[] Row(KernelSummary kernel) =>
        [
            TerminalText.Plain(kernel.Kernel.ToString()),
            TerminalText.Plain(kernel.Title),
            kernel.CurrentVersion is { } version ? $"v{version}" : "",
            kernel.IsPrivate switch
            {
                true => "private",
                false => "public",
                _ => "",
            },
            kernel.LastRunAt is { } at ? Words.Moment(at) : "",
        ];
}
