using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle.Protocol;

namespace KaggleRunner.Core.Kaggle;

/// <summary>DeleteKernel, and a look whether it was done when its answer was lost.</summary>
internal sealed class KernelDeletion(KaggleTransport transport)
{
    public async Task DeleteAsync(KernelRef kernel, CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync(Rpcs.DeleteKernel, kernel, cancellationToken).ConfigureAwait(false);
        }
        catch (KaggleUnreachableException e) when (e.MayHaveBeenAccepted)
        {
            if (await IsThereAsync(kernel, cancellationToken).ConfigureAwait(false) is not false)
            {
                throw;
            }
        }
    }

    /// <summary>Null when Kaggle does not tell.</summary>
    private async Task<bool?> IsThereAsync(KernelRef kernel, CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync(Rpcs.GetKernel, kernel, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (KaggleException e) when (e is KaggleForbiddenException or KaggleNotFoundException)
        {
            return false;
        }
        catch (KaggleException)
        {
            return null;
        }
    }

    private Task<TAnswer> CallAsync<TAnswer>(
        Rpc<KernelRequest, TAnswer> rpc,
        KernelRef kernel,
        CancellationToken cancellationToken
    ) =>
        transport.CallAsync(
            rpc,
            new KernelRequest(kernel.Owner, kernel.Slug, VersionLabel: null),
            kernel,
            version: null,
            cancellationToken
        );
}
