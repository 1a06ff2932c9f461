using System.Globalization;
using System.Text;

namespace KaggleRunner.Core.Repositories.Outgoing;

/// <summary>Reads contents from the repository, many with one call of git, a bounded amount at a time.</summary>
internal sealed class BlobReader(GitProgram git)
{
    private const long MostBytesAtOnce = 32_000_000;

    /// <summary>Each content with its name, in no promised order; what the repository lacks is left out.</summary>
    public async IAsyncEnumerable<(string Blob, ReadOnlyMemory<byte> Content)> ReadAsync(
        Project project,
        IReadOnlyList<OutgoingFile> files,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var batch in Batches(files))
        {
            var command = new GitCommand(project.Root, ["cat-file", "--batch"])
            {
                Input = Encoding.ASCII.GetBytes(string.Concat(batch.Select(blob => $"{blob}\n"))),
            };
            var result = await git.RunAsync(command, cancellationToken).ConfigureAwait(false);
            if (!result.Succeeded)
            {
                throw GitReason.Exception(command, result);
            }

            for (var at = 0; at < result.Output.Length; )
            {
                // "name type size\n", the content, "\n"; "name missing\n" where there is none.
                var line = result.Output.AsSpan(at).IndexOf((byte)'\n');
                var words = Encoding.ASCII.GetString(result.Output, at, line).Split(' ');
                at += line + 1;
                if (words.Length == 3)
                {
                    var size = int.Parse(words[2], CultureInfo.InvariantCulture);
                    yield return (words[0], result.Output.AsMemory(at, size));
                    at += size + 1;
                }
            }
        }
    }

    private static IEnumerable<List<string>> Batches(IReadOnlyList<OutgoingFile> files)
    {
        var batch = new List<string>();
        var bytes = 0L;
        foreach (
            var file in files.Where(file => file.Blob is not null).DistinctBy(file => file.Blob, StringComparer.Ordinal)
        )
        {
            if (batch.Count > 0 && bytes + file.Bytes > MostBytesAtOnce)
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            batch.Add(file.Blob!);
            bytes += file.Bytes;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
