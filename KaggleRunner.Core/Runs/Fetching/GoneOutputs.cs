using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Runs.Fetching;

/// <summary>Words the end of a version on Kaggle: versions are deleted with their kernel, and with them their outputs.</summary>
internal static class GoneOutputs
{
    public static bool Is(KaggleException e) => e is KaggleNotFoundException or KaggleForbiddenException;

    public static RunnerException For(KernelRef kernel, int version, KaggleException cause) =>
        new(
            $"Kaggle no longer gives the outputs of version {version} of {kernel}: it was deleted, or belongs to another account now.",
            "What came home before stays; run it again for new outputs.",
            cause
        );
}
