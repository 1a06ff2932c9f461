using System.Runtime.CompilerServices;
using System.Text.Json;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle.Protocol;

namespace KaggleRunner.Core.Kaggle;

/// <summary>ListKernelSessionOutput and ListKernelFiles, page by page; a page token that repeats is no further page.</summary>
internal sealed class OutputListing(KaggleTransport transport)
{
    private const int LargestPage = 200;

    public async IAsyncEnumerable<OutputFile> ListAsync(
        KernelRef kernel,
        int version,
        OutputOwner? owner,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? page = null;
        do
        {
            var answer = await transport
                .CallAsync(
                    Rpcs.ListKernelSessionOutput,
                    Page(kernel, version, page),
                    kernel,
                    version,
                    owner?.Mark ?? "",
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (owner is not null && IsForeign(answer, owner))
            {
                throw Foreign(kernel, version);
            }

            foreach (var file in answer.Files ?? [])
            {
                if (file?.FileName is { Length: > 0 } name && transport.Addresses.Resolve(file.Url) is { } address)
                {
                    yield return new OutputFile(name, address);
                }
            }

            page = answer.NextPageToken;
        } while (!string.IsNullOrEmpty(page) && seen.Add(page));
    }

    public async IAsyncEnumerable<KernelFile> ListFilesAsync(
        KernelRef kernel,
        int version,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? page = null;
        do
        {
            var answer = await transport
                .CallAsync(Rpcs.ListKernelFiles, Page(kernel, version, page), kernel, version, cancellationToken)
                .ConfigureAwait(false);
            foreach (var file in (answer.Files ?? []).Select(Read).OfType<KernelFile>())
            {
                yield return file;
            }

            page = answer.NextPageToken;
        } while (!string.IsNullOrEmpty(page) && seen.Add(page));
    }

    private static ListOutputRequest Page(KernelRef kernel, int version, string? token) =>
        new(kernel.Owner, kernel.Slug, LargestPage, token, VersionLabel.Of(version));

    /// <summary>The log is empty while a session runs and for a moment after; some pages come without it.</summary>
    private static bool IsForeign(ListOutputAnswer answer, OutputOwner owner) =>
        answer.Log is { ValueKind: JsonValueKind.String } log
        && log.GetString()!.Trim() is not ("" or "[]") and var text
        && !text.Contains(owner.Mark, StringComparison.Ordinal)
        && (owner.IsInLog || answer.Files is { Count: > 0 });

    private KaggleForeignOutputsException Foreign(KernelRef kernel, int version)
    {
        var call = new KaggleCall(
            transport.Account,
            Rpcs.ListKernelSessionOutput.Method,
            Kernel: kernel,
            Version: version
        );
        return new KaggleForeignOutputsException(
            $"{call.Service} sends outputs for {call.Subject} with a log that lacks this run's records: they may be another version's, and are not taken.",
            "See the version's page for what it left.",
            call.Facts()
        );
    }

    /// <summary>Null for what cannot be read, and for what has no name.</summary>
    private static KernelFile? Read(JsonElement element)
    {
        try
        {
            return element.Deserialize(KaggleJson.Default.KernelFileAnswer) is { Name.Length: > 0 } answer
                ? new KernelFile(answer.Name, answer.Size is >= 0 ? answer.Size : null, answer.CreationDate)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
