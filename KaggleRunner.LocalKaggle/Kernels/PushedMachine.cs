using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>The machine that a push asks for: its shape, when it names one, goes before the two switches.</summary>
internal sealed record PushedMachine(Accelerator Accelerator, string? Shape)
{
    private const string UsualGpu = "NvidiaTeslaT4";

    private static readonly HashSet<string> Shapes = new(StringComparer.Ordinal)
    {
        UsualGpu,
        "NvidiaTeslaP100",
        "TpuV5E8",
        "TpuV6E8",
        "TpuV38",
        "Tpu1VmV38",
        "NvidiaL4",
        "NvidiaL4X1",
        "NvidiaTeslaA100",
        "NvidiaH100",
        "NvidiaRtxPro6000",
        "NvidiaTeslaT4Highmem",
    };

    public static PushedMachine Of(SaveKernelRequest request)
    {
        if (request.MachineShape is { } shape && Shapes.Contains(shape))
        {
            return new(shape.StartsWith("Tpu", StringComparison.Ordinal) ? Accelerator.Tpu : Accelerator.Gpu, shape);
        }

        if (request.EnableTpu == true)
        {
            return new(Accelerator.Tpu, null);
        }

        return request.EnableGpu == true ? new(Accelerator.Gpu, UsualGpu) : new(Accelerator.Cpu, null);
    }

    // Third parties report "None" as the shape of a machine without accelerator.
    public static string? Complaint(SaveKernelRequest request) =>
        request.MachineShape is null or "" or "None" || Shapes.Contains(request.MachineShape)
            ? null
            : $"Kaggle has no machine of the shape '{request.MachineShape}'.";
}
