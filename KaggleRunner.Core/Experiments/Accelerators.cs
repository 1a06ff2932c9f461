using System.Text.RegularExpressions;

namespace KaggleRunner.Core.Experiments;

/// <summary>What a session's quota is counted as.</summary>
public enum AcceleratorKind
{
    Cpu,
    Gpu,
    Tpu,
}

/// <summary>The words for accelerators and the machine shapes they stand for.</summary>
public static partial class Accelerators
{
    public const string Gpu = "NvidiaTeslaT4";
    public const string Tpu = "TpuV5E8";

    /// <summary>The machine shapes that are known, the usual ones first; Kaggle adds new ones.</summary>
    public static IReadOnlyList<string> Shapes { get; } =
    [
        Gpu,
        "NvidiaTeslaP100",
        "NvidiaTeslaT4Highmem",
        "NvidiaL4",
        "NvidiaL4X1",
        "NvidiaTeslaA100",
        "NvidiaH100",
        "NvidiaRtxPro6000",
        Tpu,
        "TpuV6E8",
        "TpuV38",
        "Tpu1VmV38",
    ];

    /// <summary>The machine shape of <c>gpu</c>, <c>tpu</c> or a shape itself; null for <c>none</c>.</summary>
    public static string? ShapeOf(string word) =>
        word.ToUpperInvariant() switch
        {
            "NONE" or "CPU" or "" => null,
            "GPU" => Gpu,
            "TPU" => Tpu,
            _ => word,
        };

    /// <summary>What a machine shape is, by its name; null is the CPU.</summary>
    public static AcceleratorKind KindOf(string? shape) =>
        string.IsNullOrEmpty(shape) ? AcceleratorKind.Cpu
        : shape.StartsWith("Tpu", StringComparison.OrdinalIgnoreCase) ? AcceleratorKind.Tpu
        : AcceleratorKind.Gpu;

    /// <summary>True for whatever may be the name of a machine shape: Kaggle adds new ones.</summary>
    public static bool IsKnownForm(string word) => Form().IsMatch(word);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{0,63}$", RegexOptions.None, 1000)]
    private static partial Regex Form();
}
