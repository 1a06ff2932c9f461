namespace KaggleRunner.Web.Runs;

/// <summary>A machine that Kaggle offers: the shape as Kaggle names it, and the words people know it by.</summary>
public sealed record AcceleratorChoice(string Shape, string Name)
{
    /// <summary>The shapes on offer; a config may name any other.</summary>
    public static IReadOnlyList<AcceleratorChoice> All { get; } =
    [
        new("none", "None (CPU)"),
        new("NvidiaTeslaT4", "GPU T4 ×2"),
        new("NvidiaTeslaP100", "GPU P100"),
        new("NvidiaL4", "GPU L4 ×4"),
        new("NvidiaL4X1", "GPU L4"),
        new("TpuV5E8", "TPU v5e-8"),
        new("TpuV6E8", "TPU v6e-8"),
    ];

    public static string Word(string? shape) =>
        All.FirstOrDefault(choice =>
            string.Equals(choice.Shape, shape ?? "none", StringComparison.OrdinalIgnoreCase)
        )?.Name
        ?? shape
        ?? "";
}
