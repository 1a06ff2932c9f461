using KaggleRunner.LocalKaggle.Hosting;

namespace KaggleRunner.LocalKaggle.Faults;

/// <summary>
/// Lets a test stop the server at a named point: while the file <c>holds/NAME</c> exists, whoever comes to that point
/// leaves <c>holds/NAME.reached</c> and waits.
/// </summary>
internal sealed class Holds(LocalKaggleOptions options, HomeLayout home, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public async Task PassAsync(string name, CancellationToken cancellationToken)
    {
        var hold = Path.Combine(home.Holds, name);
        if (!options.AllowHolds || !File.Exists(hold))
        {
            return;
        }

        var reached = hold + ".reached";
        await File.WriteAllTextAsync(reached, "", cancellationToken);
        while (File.Exists(hold))
        {
            await Task.Delay(Pause, time, cancellationToken);
        }

        File.Delete(reached);
    }
}
