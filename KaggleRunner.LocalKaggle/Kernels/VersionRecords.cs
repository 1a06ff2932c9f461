using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>Makes the record of a version from a push.</summary>
internal static class VersionRecords
{
    public static VersionRecord Of(SaveKernelRequest request, PushedSources sources)
    {
        var machine = PushedMachine.Of(request);
        return new()
        {
            Accelerator = machine.Accelerator,
            KernelType = request.KernelType is { Length: > 0 } type ? type : KernelForm.Script,
            EnableGpu = machine.Accelerator == Accelerator.Gpu,
            EnableTpu = machine.Accelerator == Accelerator.Tpu,
            EnableInternet = request.EnableInternet ?? true,
            MachineShape = machine.Shape,
            DockerImage = request.DockerImage,
            DockerImagePinningType = request.DockerImagePinningType,
            Categories = request.CategoryIds.NotEmpty(),
            Datasets = sources.Datasets,
            Kernels = sources.Kernels,
        };
    }
}
