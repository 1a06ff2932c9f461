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

        if (
            request.KernelExecutionType
            is not (null or "" or "KERNEL_EXECUTION_TYPE_UNSPECIFIED" or "SAVE_AND_RUN_ALL" or "QUICK_SAVE")
        )
        {
            throw new KaggleFault(
                400,
                "The local Kaggle saves and runs (SAVE_AND_RUN_ALL) or saves (QUICK_SAVE); "
                    + $"it has no {request.KernelExecutionType} sessions."
            );
        }
    }

    /// <summary>What this server cannot run, told as Kaggle tells refusals: with 200 and <c>error</c>.</summary>
    public static string? Complaint(SaveKernelRequest request)
    {
        if (request.Language is not (null or "" or KernelForm.Python))
        {
            return $"The local Kaggle runs Python only, not {request.Language}.";
        }

        if (request.KernelType is not (null or "" or KernelForm.Script or KernelForm.Notebook))
        {
            return $"A kernel is a script or a notebook, not a {request.KernelType}.";
        }

        if (request.DockerImagePinningType is not (null or "" or "original" or "latest"))
        {
            return $"The docker image is pinned as original or latest, not as {request.DockerImagePinningType}.";
        }

        return PushedMachine.Complaint(request);
    }

    /// <summary>Whether the version is to be saved without a run.</summary>
    public static bool IsQuickSave(SaveKernelRequest request) => request.KernelExecutionType == "QUICK_SAVE";
}
