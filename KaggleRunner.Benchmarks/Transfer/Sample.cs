using System.Globalization;

namespace KaggleRunner.Benchmarks.Transfer;

/// <summary>One measurement: how long it took, and the most memory of this process and of the server meanwhile.</summary>
internal sealed record Sample(double Seconds, double ClientMegabytes, double ServerMegabytes)
{
    /// <summary>Measures a piece of work that tells its own seconds.</summary>
    public static async Task<Sample> MeasureAsync(int server, Func<Task<double>> work)
    {
        GC.Collect();
        ProcessMemory.Reset(Environment.ProcessId);
        ProcessMemory.Reset(server);
        var seconds = await work();
        return new Sample(
            seconds,
            ProcessMemory.PeakMegabytes(Environment.ProcessId),
            ProcessMemory.PeakMegabytes(server)
        );
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Seconds:0.00} s, client {ClientMegabytes:0} MB, server {ServerMegabytes:0} MB"
        );
}

/// <summary>The measurements of one case: ours and those of curl, in turn.</summary>
internal sealed class Comparison(string name)
{
    private readonly List<Sample> _ours = [];
    private readonly Dictionary<string, List<double>> _others = [];

    public void Add(Sample ours)
    {
        _ours.Add(ours);
        Console.WriteLine($"{name}: {ours}");
    }

    public void Add(string other, double seconds)
    {
        if (!_others.TryGetValue(other, out var list))
        {
            _others[other] = list = [];
        }

        list.Add(seconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, {other}: {seconds:0.00} s"));
    }

    /// <param name="amount">What one measurement moves.</param>
    public void Report(double amount, string unit)
    {
        var ours = Sample.Median(_ours.Select(sample => sample.Seconds));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                == {name}: median {ours:0.00} s, {amount / ours:N0} {unit}/s; at most {_ours.Max(
                    s => s.ClientMegabytes
                ):0} MB here, {_ours.Max(s => s.ServerMegabytes):0} MB in the server
                """
            )
        );
        foreach (var (other, seconds) in _others)
        {
            var theirs = Sample.Median(seconds);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"== {name}: {other} {theirs:0.00} s, ratio {ours / theirs:0.00}"
                )
            );
        }
    }
}
