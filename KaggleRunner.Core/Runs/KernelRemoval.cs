using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Runs;

/// <summary>Deletes kernels on Kaggle. The runs that were versions of them stay here, with all that was brought home.</summary>
public sealed class KernelRemoval(RunStore store, KaggleAccounts accounts)
{
    /// <exception cref="RunnerException">A run of it is under way here, or Kaggle does not delete it.</exception>
    public async Task DeleteAsync(KaggleAccountKind kind, KernelRef kernel, CancellationToken cancellationToken)
    {
        if (await FindRunUnderWayAsync(kind, kernel, cancellationToken).ConfigureAwait(false) is { } run)
        {
            throw new RunnerException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Run #{run.Id.Number} of {run.ProjectName} uses {kernel} and has not ended."
                ),
                "Wait for its end, or stop it, and delete the kernel then."
            );
        }

        var account = await accounts.ConnectAsync(kind, cancellationToken).ConfigureAwait(false);
        await accounts.Open(account).DeleteKernelAsync(kernel, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A run of this home that uses the kernel, or is about to: it may still wait for its turn.</summary>
    public async Task<Run?> FindRunUnderWayAsync(
        KaggleAccountKind kind,
        KernelRef kernel,
        CancellationToken cancellationToken
    )
    {
        var query = new RunQuery { UnendedOnly = true, Take = int.MaxValue };
        var runs = await store.ListAsync(query, cancellationToken).ConfigureAwait(false);
        return runs.FirstOrDefault(run => run.Account == kind && IsOf(run, kernel));
    }

    // Kaggle's names do not differ by case alone.
    private static bool IsOf(Run run, KernelRef kernel) =>
        string.Equals(
            run.Kernel?.ToString() ?? $"{kernel.Owner}/{run.Settings.Kernel.Slug}",
            kernel.ToString(),
            StringComparison.OrdinalIgnoreCase
        );
}
