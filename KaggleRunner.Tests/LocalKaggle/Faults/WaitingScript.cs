namespace KaggleRunner.Tests.LocalKaggle.Faults;

/// <summary>A script that prints, waits until it is let go, and prints its last line.</summary>
internal static class WaitingScript
{
    public const string Text = "line 1\n\u001b[31mred\u001b[0m \U0001F389 party\nline 3\n";

    public static async Task PushAsync(RunningServer server, int version = 1)
    {
        await server.Caller.PushAsync(
            """"
            import os, sys, time
            sys.stdout.reconfigure(encoding="utf-8")
            for line in ("line 1", "\x1b[31mred\x1b[0m \U0001F389 party", "line 3"):
                print(line, flush=True)
                time.sleep(0.05)
            while not os.path.exists("go") and not os.path.exists("/kaggle/working/go"):
                time.sleep(0.01)
            print("last")
            """"
        );
        await server.Caller.LogHoldsAsync("line 3", version);
    }

    public static Task LetGoAsync(RunningServer server, int version = 1) =>
        File.WriteAllTextAsync(
            Path.Combine(server.Caller.Home, $"kernels/local/ci-runner/v{version}/working/go"),
            "",
            TestContext.Current.CancellationToken
        );
}
