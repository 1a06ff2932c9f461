using System.Text;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>What a push must look like, whatever kernel it is for.</summary>
internal static class PushRules
{
    private const int MaxSourceBytes = 1_000_000;

    public static void Check(SaveKernelRequest request)
    {
        if (string.IsNullOrEmpty(request.Text))
        {
            throw new KaggleFault(400, "The kernel source must be specified.");
        }

        if (Encoding.UTF8.GetByteCount(request.Text) >= MaxSourceBytes)
        {
            throw new KaggleFault(400, "The kernel source must be less than 1 megabytes in size.");
        }

        if (request.KernelExecutionType is not (null or "" or "SAVE_AND_RUN_ALL"))
        {
            throw new KaggleFault(
                400,
                $"The local Kaggle saves and runs (SAVE_AND_RUN_ALL); it does not know {request.KernelExecutionType}."
            );
        }
    }

    /// <summary>What this server cannot run, told as Kaggle tells refusals: with 200 and <c>error</c>.</summary>
    public static string? Complaint(SaveKernelRequest request)
    {
        if (request.Language is not (null or "" or "python"))
        {
            return $"The local Kaggle runs Python only, not {request.Language}.";
        }

        return request.KernelType is null or "" or "script"
            ? null
            : $"The local Kaggle runs scripts only, not a {request.KernelType}: push it as kernelType script.";
    }

    public static VersionRecord Record(SaveKernelRequest request) =>
        new()
        {
            Accelerator = AcceleratorOf(request),
            EnableGpu = request.EnableGpu ?? false,
            EnableTpu = request.EnableTpu ?? false,
            EnableInternet = request.EnableInternet ?? true,
            MachineShape = request.MachineShape,
            TimeoutSeconds = request.SessionTimeoutSeconds,
            Categories = request.CategoryIds,
            Datasets = request.DatasetDataSources,
            Kernels = request.KernelDataSources,
            Competitions = request.CompetitionDataSources,
            Models = request.ModelDataSources,
        };

    private static Accelerator AcceleratorOf(SaveKernelRequest request)
    {
        var shape = request.MachineShape ?? "";
        if (request.EnableTpu == true || shape.StartsWith("Tpu", StringComparison.OrdinalIgnoreCase))
        {
            return Accelerator.Tpu;
        }

        return request.EnableGpu == true || shape.StartsWith("Nvidia", StringComparison.OrdinalIgnoreCase)
            ? Accelerator.Gpu
            : Accelerator.Cpu;
    }
}
