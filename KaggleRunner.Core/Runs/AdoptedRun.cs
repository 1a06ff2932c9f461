using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Generation;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Runs;

/// <summary>What a version that was started elsewhere tells of the run that it is: its script's own document, when it is ours.</summary>
internal static class AdoptedRun
{
    public const string ScriptFile = "script.py";

    /// <summary>The run, still without number and folder.</summary>
    public static Run Create(AdoptionRequest request, PulledKernel pulled, ScriptJob? job)
    {
        var target = job?.Target ?? TargetOf(request, pulled.Summary);
        return new Run
        {
            Id = new RunId(request.Project.Id, 0),
            ProjectName = request.Project.Name,
            ProjectRoot = request.Project.Root,
            Origin = job is null ? RunOrigin.Foreign : RunOrigin.Adopted,
            Target = target,
            Settings = Settings(request.Kernel, pulled, target, job),
            Sync = new SyncRequest { Mode = SyncMode.None },
            Account = request.Account,
            // A foreign script prints no records of ours: a fresh nonce keeps it from forging some.
            Nonce = job?.Nonce ?? ScriptNonce.Create(),
            Folder = "",
            CreatedAt = DateTimeOffset.UnixEpoch,
            Revision = job?.Revision,
            Kernel = request.Kernel,
            Version = request.Version,
        };
    }

    private static Target TargetOf(AdoptionRequest request, KernelSummary kernel) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"{request.Kernel} v{request.Version}"),
            kernel.IsNotebook ? TargetKind.Notebook : TargetKind.Script
        );

    private static RunSettings Settings(KernelRef kernel, PulledKernel pulled, Target target, ScriptJob? job) =>
        (
            job?.Settings
            ?? new RunSettings
            {
                Target = target.Path,
                Timeout = null,
                Internet = pulled.Internet,
            }
        ) with
        {
            Kernel = new KernelSettings
            {
                Slug = kernel.Slug,
                Title = pulled.Summary.Title,
                Private = pulled.Summary.IsPrivate ?? true,
            },
            Accelerator = pulled.Summary.Accelerator,
            Data = pulled.Data,
        };
}
