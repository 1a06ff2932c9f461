using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Results;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>The outputs of one version, as Kaggle lists them.</summary>
/// <param name="owner">Whose they must be; null when any may be taken.</param>
internal sealed class KaggleOutputs(KaggleClient client, KernelVersion version, OutputOwner? owner) : IOutputSource
{
    public IAsyncEnumerable<OutputFile> ListAsync(CancellationToken cancellationToken) =>
        client.ListOutputAsync(version.Kernel, version.Version, owner, cancellationToken);

    public async Task<DownloadEnd> DownloadAsync(
        OutputFile file,
        DownloadPlace place,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await client.DownloadAsync(file, place, cancellationToken).ConfigureAwait(false);
            return new DownloadEnd(DownloadEndKind.Complete);
        }
        catch (KaggleDownloadExpiredException e)
        {
            return new DownloadEnd(DownloadEndKind.Expired, e.Message);
        }
        catch (KaggleDownloadTooLargeException e)
        {
            return new DownloadEnd(DownloadEndKind.TooLarge, e.Message, e.Bytes);
        }
        catch (KaggleException e) when (!KagglePatience.IsPassing(e))
        {
            return new DownloadEnd(DownloadEndKind.Failed, e.Message);
        }
    }
}
