using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle.Protocol;

namespace KaggleRunner.Core.Kaggle;

/// <summary>Private datasets of one account: uploads, versions, and how far Kaggle is with them.</summary>
public sealed class KaggleDatasets
{
    /// <summary>Says nothing about what others may do with the files: nobody else sees them.</summary>
    private const string License = "other";

    private readonly KaggleTransport _transport;
    private readonly KaggleOptions _options;

    internal KaggleDatasets(KaggleTransport transport, KaggleOptions options)
    {
        _transport = transport;
        _options = options;
    }

    /// <summary>Begins an upload of so many bytes, which becomes a file of this name.</summary>
    public async Task<BlobTicket> StartUploadAsync(string name, long bytes, CancellationToken cancellationToken)
    {
        var now = _transport.Time.GetUtcNow().ToUnixTimeSeconds();
        var answer = await CallAsync(
                DatasetRpcs.StartBlobUpload,
                new StartBlobUploadRequest("DATASET", name, bytes, now),
                cancellationToken
            )
            .ConfigureAwait(false);
        var call = new KaggleCall(_transport.Account, DatasetRpcs.StartBlobUpload.Method);
        var address = _transport.Addresses.Resolve(answer.CreateUrl);
        if (string.IsNullOrEmpty(answer.Token) || address is null)
        {
            throw new KaggleRefusedException(
                $"{call.Service} began an upload without saying where to.",
                remedy: null,
                call.Facts()
            );
        }

        return _transport.Addresses.IsAllowed(address)
            ? new BlobTicket(answer.Token, address)
            : throw new KaggleRefusedException(
                $"{call.Service} names an address for the upload that nothing is sent to: {AnswerText.Shorten(address.GetLeftPart(UriPartial.Authority))}.",
                "The source is sent over https only (to the local Kaggle, over http on this machine).",
                call.Facts()
            );
    }

    /// <summary>Sends a file's bytes; goes on where it was cut off.</summary>
    /// <param name="isResumed">True when an earlier process may have sent a part.</param>
    /// <param name="progress">Told how many bytes the server has.</param>
    /// <exception cref="KaggleUploadLostException">Begin a new upload.</exception>
    public Task UploadAsync(
        BlobTicket ticket,
        string path,
        bool isResumed,
        IProgress<long>? progress,
        CancellationToken cancellationToken
    ) => new BlobUpload(_transport, _options).RunAsync(ticket, path, isResumed, progress, cancellationToken);

    /// <summary>Makes a private dataset of an upload.</summary>
    /// <exception cref="KaggleConflictException">There is one of this name already, or a kernel.</exception>
    public Task CreateAsync(DatasetRef dataset, string title, string token, CancellationToken cancellationToken) =>
        CallAsync(
            DatasetRpcs.CreateDataset,
            new CreateDatasetRequest(
                dataset.Owner,
                dataset.Slug,
                title,
                License,
                IsPrivate: true,
                [new DatasetFile(token)]
            ),
            cancellationToken
        );

    /// <summary>Makes a new version of an upload; the versions before are deleted.</summary>
    public Task CreateVersionAsync(
        DatasetRef dataset,
        string notes,
        string token,
        CancellationToken cancellationToken
    ) =>
        CallAsync(
            DatasetRpcs.CreateDatasetVersion,
            new CreateDatasetVersionRequest(
                dataset.Owner,
                dataset.Slug,
                new DatasetVersionBody(notes, [new DatasetFile(token)], DeleteOldVersions: true)
            ),
            cancellationToken
        );

    /// <summary>How far Kaggle is; null when there is no such dataset, or not yet: the first answers may be 403.</summary>
    public async Task<DatasetState?> FindStateAsync(DatasetRef dataset, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await CallAsync(
                    DatasetRpcs.GetDatasetStatus,
                    new DatasetRequest(dataset.Owner, dataset.Slug),
                    cancellationToken
                )
                .ConfigureAwait(false);
            return answer.Status;
        }
        catch (KaggleException e) when (e is KaggleForbiddenException or KaggleNotFoundException)
        {
            return null;
        }
    }

    private Task<TAnswer> CallAsync<TRequest, TAnswer>(
        Rpc<TRequest, TAnswer> rpc,
        TRequest request,
        CancellationToken cancellationToken
    ) => _transport.CallAsync(rpc, request, kernel: null, version: null, cancellationToken);
}
