using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Runs.Cost;

/// <summary>What is known to go wrong with a machine; told by users of Kaggle, so said as a warning and never an obstacle.</summary>
internal static class AcceleratorTraps
{
    private static readonly string[] Restricted =
    [
        "NvidiaTeslaT4Highmem",
        "NvidiaL4",
        "NvidiaL4X1",
        "NvidiaTeslaA100",
        "NvidiaH100",
        "NvidiaRtxPro6000",
    ];

    /// <summary>The longest session on a machine of that kind.</summary>
    public static TimeSpan LongestOn(AcceleratorKind kind) => TimeSpan.FromHours(kind == AcceleratorKind.Tpu ? 9 : 12);

    public static IEnumerable<string> Of(RunSettings settings, KaggleAccountKind account)
    {
        if (settings.Accelerator is { } shape)
        {
            if (account == KaggleAccountKind.Local)
            {
                yield return $"The local Kaggle has no accelerator: {shape} is asked for, and this machine's CPU computes.";
            }
            else if (OfShape(shape) is { } trap)
            {
                yield return trap;
            }
        }

        var kind = Accelerators.KindOf(settings.Accelerator);
        var longest = LongestOn(kind);
        if (settings.Timeout > longest)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Kaggle ends a session on a {(kind == AcceleratorKind.Tpu ? "TPU" : kind == AcceleratorKind.Gpu ? "GPU" : "CPU")}"
                    + $" after {longest.TotalHours} hours, before the limit of {Durations.Format(settings.Timeout.Value)} is reached."
            );
        }
    }

    private static string? OfShape(string shape)
    {
        bool Is(string other) => string.Equals(shape, other, StringComparison.OrdinalIgnoreCase);
        if (Is("NvidiaTeslaP100"))
        {
            return "A P100 is given out, but the PyTorch of Kaggle's current image cannot compute on it: use gpu (two T4).";
        }

        if (Restricted.Any(Is))
        {
            return $"{shape} is open to some accounts only: Kaggle may refuse the push. gpu (two T4) is open to all.";
        }

        if (!Accelerators.Shapes.Any(Is))
        {
            var near = Nearest.To(shape, Accelerators.Shapes);
            return $"{shape} is no machine shape that is known here{(near is null ? "" : $"; did you mean {near}?")}"
                + (near is null ? ": Kaggle may refuse it, or run on a CPU." : "");
        }

        return Accelerators.KindOf(shape) == AcceleratorKind.Tpu
            ? "A session on a TPU may get an image without the TPU's libraries: have the program say which devices it sees."
            : null;
    }
}
