using KaggleRunner.Core.Common;
using KaggleRunner.Core.Generation;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Runs;

/// <summary>A version that was started elsewhere, and the project that its results are to stand in.</summary>
public sealed record AdoptionRequest(Project Project, KaggleAccountKind Account, KernelRef Kernel, int Version);

/// <summary>
/// Makes a run of a version that was pushed by another machine, another home or another tool. Nothing is sent: the
/// engine takes the run up where its session is followed. Source, title and names are anybody's: they are data.
/// </summary>
public sealed class RunAdoption(
    RunStore store,
    RunReservation reservation,
    KaggleAccounts accounts,
    KaggleClientFactory clients,
    TimeProvider time
)
{
    /// <summary>The saved run.</summary>
    /// <exception cref="RunnerException">A run of this home has the version already, or Kaggle does not show it.</exception>
    public async Task<Run> AdoptAsync(AdoptionRequest request, CancellationToken cancellationToken)
    {
        if (!KernelAddress.IsValid(request.Kernel) || request.Version < 1)
        {
            throw new RunnerException(
                "That is no version of a kernel.",
                "A kernel is named owner/slug, and its versions are counted from 1."
            );
        }

        var known = await store
            .FindVersionAsync(request.Account, request.Kernel, request.Version, cancellationToken)
            .ConfigureAwait(false);
        if (known is not null)
        {
            throw Known(request, known);
        }

        var account = await accounts.ConnectAsync(request.Account, cancellationToken).ConfigureAwait(false);
        var pulled =
            await clients
                .For(account)
                .PullKernelAsync(request.Kernel, request.Version, cancellationToken)
                .ConfigureAwait(false)
            ?? throw new RunnerException(
                $"{request.Kernel} has no version {request.Version} that this account may see.",
                "It may have been deleted: look at the kernel's page."
            );
        return await SaveAsync(request, account, pulled, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Run> SaveAsync(
        AdoptionRequest request,
        KaggleAccount account,
        PulledKernel pulled,
        CancellationToken cancellationToken
    )
    {
        var (id, folder) = await reservation
            .ReserveAsync(request.Project, request.Kernel.Slug, cancellationToken)
            .ConfigureAwait(false);
        WriteScript(folder, pulled.Source);
        var run = AdoptedRun.Create(request, pulled, ScriptJobReader.Read(pulled.Source)) with
        {
            Id = id,
            Folder = folder,
            CreatedAt = time.GetUtcNow(),
            KernelUrl = KernelPages.Of(account, request.Kernel, request.Version).ToString(),
        };
        await store.AddProjectAsync(request.Project, cancellationToken).ConfigureAwait(false);
        if (await store.TryAddAdoptedAsync(run, cancellationToken).ConfigureAwait(false))
        {
            return run;
        }

        // Made a moment ago, and empty but for the script.
        Directory.Delete(folder, recursive: true);
        throw Known(
            request,
            await store
                .FindVersionAsync(request.Account, request.Kernel, request.Version, cancellationToken)
                .ConfigureAwait(false)
        );
    }

    private static void WriteScript(string folder, string source)
    {
        try
        {
            AtomicFile.WriteAllText(Path.Combine(folder, AdoptedRun.ScriptFile), source);
        }
        catch (Exception e) when (WriteFailure.Is(e))
        {
            throw WriteFailure.For(folder, e);
        }
    }

    private static RunnerException Known(AdoptionRequest request, Run? run) =>
        run is null
            ? new RunnerException(
                $"A run of this home is just pushing version {request.Version} of {request.Kernel}.",
                "It will show up among the runs in a moment."
            )
            : new RunnerException(
                $"Version {request.Version} of {request.Kernel} is run #{run.Id.Number} of {run.ProjectName} already."
            );
}
