using System.Diagnostics;

namespace KaggleRunner.Benchmarks.Runs;

/// <summary>What a process used: processors (1 is one core, all the time) and resident memory.</summary>
internal sealed record ProcessUse(TimeSpan ProcessorTime, double Processors, double Megabytes)
{
    public static ProcessUse Of(Process process)
    {
        process.Refresh();
        return new ProcessUse(process.TotalProcessorTime, 0, process.WorkingSet64 / 1024.0 / 1024);
    }

    /// <summary>Of this process, over a time.</summary>
    public static async Task<ProcessUse> MeasureAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        using var process = Process.GetCurrentProcess();
        var before = Of(process);
        var began = TimeProvider.System.GetTimestamp();
        await Task.Delay(time, TimeProvider.System, cancellationToken);
        return Of(process).Since(before, TimeProvider.System.GetElapsedTime(began));
    }

    public ProcessUse Since(ProcessUse before, TimeSpan time) =>
        this with
        {
            Processors = (ProcessorTime - before.ProcessorTime) / time,
        };
}
