using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Web.Kernels;

/// <summary>The kernels of one account, with the account that was asked.</summary>
public sealed record ListedKernels(KaggleAccount Account, IReadOnlyList<KernelSummary> Kernels);

/// <summary>What the page asks Kaggle, local or real, for.</summary>
public sealed class KernelDirectory(
    KaggleAccounts accounts,
    KaggleClientFactory clients,
    QuotaReader quotas,
    TimeProvider time
)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    /// <exception cref="RunnerException">There are no credentials, or Kaggle does not tell.</exception>
    public async Task<ListedKernels> ListAsync(KaggleAccountKind kind, CancellationToken cancellationToken)
    {
        var account = await accounts.ConnectAsync(kind, cancellationToken);
        var kernels = new List<KernelSummary>();
        await foreach (var kernel in clients.For(account).ListKernelsAsync(cancellationToken))
        {
            kernels.Add(kernel);
        }

        return new ListedKernels(account, kernels);
    }

    /// <summary>The week's accelerator time, or why it is not known.</summary>
    public async Task<(KaggleQuota? Quota, string? Problem)> QuotaAsync(
        KaggleAccountKind kind,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return (await quotas.ReadAsync(kind, time.GetUtcNow() - Fresh, cancellationToken), null);
        }
        catch (RunnerException e)
        {
            return (null, e.Sentence);
        }
    }

    /// <summary>The kernel with the number of its newest version, which lists may leave out.</summary>
    public async Task<KernelSummary> CompleteAsync(
        KaggleAccount account,
        KernelSummary kernel,
        CancellationToken cancellationToken
    )
    {
        if (kernel.CurrentVersion is not null)
        {
            return kernel;
        }

        try
        {
            var pulled = await clients.For(account).PullKernelAsync(kernel.Kernel, version: null, cancellationToken);
            return pulled is null ? kernel : kernel with { CurrentVersion = pulled.Summary.CurrentVersion };
        }
        catch (KaggleException)
        {
            // The runs of this home are shown all the same.
            return kernel;
        }
    }
}
