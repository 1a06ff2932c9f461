using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle.Protocol;

namespace KaggleRunner.Core.Kaggle;

/// <summary>
/// One account's Kaggle, local or real. Reads are pinned to a version and repeated on passing trouble; a push or a
/// cancel is never repeated when it may have been accepted. Every failure is a <see cref="KaggleException"/>.
/// </summary>
public sealed class KaggleClient
{
    private readonly KaggleTransport _transport;
    private readonly KernelPusher _pusher;
    private readonly LogStreams _logs;
    private readonly OutputDownload _download;
    private readonly SessionFinder _sessions;
    private readonly KernelListing _listing;
    private readonly OutputListing _outputs;
    private readonly KernelDeletion _deletion;

    internal KaggleClient(KaggleTransport transport, KaggleOptions options)
    {
        _transport = transport;
        _pusher = new KernelPusher(transport);
        _logs = new LogStreams(transport, options.LogIdleTimeout);
        _download = new OutputDownload(transport, options);
        _sessions = new SessionFinder(transport);
        Datasets = new KaggleDatasets(transport, options);
        _listing = new KernelListing(transport);
        _outputs = new OutputListing(transport);
        _deletion = new KernelDeletion(transport);
    }

    public KaggleAccount Account => _transport.Account;

    /// <summary>The account's private datasets.</summary>
    public KaggleDatasets Datasets { get; }

    /// <summary>Makes the kernel, or a new version of it, and starts a session that runs it.</summary>
    /// <exception cref="KaggleUnreachableException">
    /// No answer; with <see cref="KaggleUnreachableException.MayHaveBeenAccepted"/> look for the version before pushing again.
    /// </exception>
    /// <exception cref="KaggleInvalidSourcesException">The version was started, without some of its data.</exception>
    public Task<PushedVersion> SaveKernelAsync(KernelPush push, CancellationToken cancellationToken) =>
        _pusher.PushAsync(push, cancellationToken);

    /// <summary>How the session of this version stands.</summary>
    public async Task<SessionStatus> GetStatusAsync(KernelRef kernel, int version, CancellationToken cancellationToken)
    {
        var answer = await _transport
            .CallAsync(
                Rpcs.GetKernelSessionStatus,
                new KernelRequest(kernel.Owner, kernel.Slug, VersionLabel.Of(version)),
                kernel,
                version,
                cancellationToken
            )
            .ConfigureAwait(false);
        return new SessionStatus(
            answer.Status,
            string.IsNullOrWhiteSpace(answer.FailureMessage) ? null : answer.FailureMessage
        );
    }

    /// <summary>The kernel with the source of the given version (null: the newest); null when it is missing or forbidden.</summary>
    public async Task<KernelInfo?> FindKernelAsync(KernelRef kernel, int? version, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await _transport
                .CallAsync(
                    Rpcs.GetKernel,
                    new KernelRequest(kernel.Owner, kernel.Slug, VersionLabel.Of(version)),
                    kernel,
                    version,
                    cancellationToken
                )
                .ConfigureAwait(false);
            return new KernelInfo(
                KernelAddress.Parse(answer.Metadata?.Ref) ?? kernel,
                answer.Metadata?.CurrentVersionNumber ?? 0,
                answer.Metadata?.IsPrivate,
                answer.Blob?.Source ?? ""
            );
        }
        catch (KaggleException e) when (e is KaggleForbiddenException or KaggleNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The account's own kernels, those that ran last first, all pages. Titles may be hostile.</summary>
    public IAsyncEnumerable<KernelSummary> ListKernelsAsync(CancellationToken cancellationToken) =>
        _listing.ListAsync(cancellationToken);

    /// <summary>All that GetKernel tells of a version (null: the newest); null when it is missing or forbidden.</summary>
    public Task<PulledKernel?> PullKernelAsync(KernelRef kernel, int? version, CancellationToken cancellationToken) =>
        _listing.PullAsync(kernel, version, cancellationToken);

    /// <summary>
    /// One connection to the log, which Kaggle replays from the start. Ends after the last event; throws
    /// <see cref="LogStreamEndedException"/> when the connection ended or fell silent before.
    /// </summary>
    public IAsyncEnumerable<LogEvent> ReadLogAsync(
        KernelRef kernel,
        int version,
        CancellationToken cancellationToken
    ) => _logs.ReadAsync(kernel, version, cancellationToken);

    /// <summary>What the session left, all pages. Names may be hostile; addresses are valid for a while only.</summary>
    /// <param name="owner">Whose outputs they must be; null: whatever Kaggle lists for the version is taken.</param>
    /// <exception cref="KaggleForeignOutputsException">They are not surely the owner's.</exception>
    public IAsyncEnumerable<OutputFile> ListOutputAsync(
        KernelRef kernel,
        int version,
        OutputOwner? owner,
        CancellationToken cancellationToken
    ) => _outputs.ListAsync(kernel, version, owner, cancellationToken);

    /// <summary>The names and sizes of what the session left, all pages.</summary>
    public IAsyncEnumerable<KernelFile> ListFilesAsync(
        KernelRef kernel,
        int version,
        CancellationToken cancellationToken
    ) => _outputs.ListFilesAsync(kernel, version, cancellationToken);

    /// <summary>
    /// Deletes the kernel with all its versions, their logs and outputs. Sent once: when its answer is lost, whether the
    /// kernel is still there tells what became of it.
    /// </summary>
    /// <exception cref="KaggleRefusedException">Kaggle does not delete it; its reason is in the message.</exception>
    /// <exception cref="KaggleUnreachableException">No answer, and the kernel is there or cannot be looked for.</exception>
    public Task DeleteKernelAsync(KernelRef kernel, CancellationToken cancellationToken) =>
        _deletion.DeleteAsync(kernel, cancellationToken);

    /// <summary>Fetches an output to a file; a part fetched before is gone on with.</summary>
    /// <exception cref="KaggleDownloadExpiredException">List the outputs again.</exception>
    /// <exception cref="RunnerException">The file cannot be written.</exception>
    public Task DownloadAsync(OutputFile file, string destination, CancellationToken cancellationToken) =>
        DownloadAsync(file, DownloadPlace.At(destination), cancellationToken);

    /// <summary>Fetches an output to a place, with a limit and progress; a part fetched before is gone on with.</summary>
    /// <exception cref="KaggleDownloadExpiredException">List the outputs again.</exception>
    /// <exception cref="KaggleDownloadTooLargeException">It is larger than the place allows.</exception>
    /// <exception cref="RunnerException">The file cannot be written.</exception>
    public Task DownloadAsync(OutputFile file, DownloadPlace place, CancellationToken cancellationToken) =>
        _download.RunAsync(file, place, cancellationToken);

    /// <summary>The id of the version's session, which <see cref="CancelAsync"/> wants; null when Kaggle does not tell.</summary>
    public Task<long?> FindSessionIdAsync(KernelRef kernel, int version, CancellationToken cancellationToken) =>
        _sessions.FindAsync(kernel, version, cancellationToken);

    /// <summary>Asks Kaggle to stop a session; its outputs are saved first.</summary>
    public async Task CancelAsync(long sessionId, CancellationToken cancellationToken) =>
        await _transport
            .CallAsync(
                Rpcs.CancelKernelSession,
                new CancelSessionRequest(sessionId),
                kernel: null,
                version: null,
                cancellationToken
            )
            .ConfigureAwait(false);

    /// <summary>The account's weekly accelerator time.</summary>
    public async Task<KaggleQuota> GetQuotaAsync(CancellationToken cancellationToken)
    {
        var answer = await _transport
            .CallAsync(
                Rpcs.GetAcceleratorQuotaStatistics,
                new EmptyRequest(),
                kernel: null,
                version: null,
                cancellationToken
            )
            .ConfigureAwait(false);
        return new KaggleQuota(Quota(answer.GpuQuota), Quota(answer.TpuQuota), answer.QuotaRefreshTime);
    }

    /// <summary>The user whom an access token belongs to; null when it is not valid.</summary>
    internal async Task<string?> FindTokenOwnerAsync(string token, CancellationToken cancellationToken)
    {
        var answer = await _transport
            .CallAsync(
                Rpcs.IntrospectToken,
                new IntrospectTokenRequest(token),
                kernel: null,
                version: null,
                cancellationToken
            )
            .ConfigureAwait(false);
        return answer.Active is true && !string.IsNullOrEmpty(answer.Username) ? answer.Username : null;
    }

    /// <summary>A login's next access token.</summary>
    /// <exception cref="KaggleUnauthorizedException">The login is over.</exception>
    internal Task<GenerateAccessTokenAnswer> GenerateTokenAsync(
        string refreshToken,
        CancellationToken cancellationToken
    ) =>
        _transport.CallAsync(
            Rpcs.GenerateAccessToken,
            new GenerateAccessTokenRequest(refreshToken),
            kernel: null,
            version: null,
            cancellationToken
        );

    private static AcceleratorQuota? Quota(AcceleratorQuotaAnswer? answer) =>
        answer?.TotalTimeAllowed is { } total
            ? new AcceleratorQuota(total, answer.TimeUsed ?? TimeSpan.Zero, answer.TimeReserved ?? TimeSpan.Zero)
            : null;
}
