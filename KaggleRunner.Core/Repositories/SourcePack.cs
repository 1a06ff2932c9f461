using System.Globalization;
using System.Text;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Repositories;

/// <summary>Packs one commit for kernels that cannot fetch it.</summary>
public sealed class SourcePack(GitProgram git)
{
    // Far beyond what fits into a script of 1 MB, near enough to keep a data set out of memory.
    private const long MostBytes = 64_000_000;

    /// <summary>
    /// A git pack of exactly the commit and its tree, without parents. It is unpacked by <c>git index-pack --stdin</c> in a new
    /// repository whose <c>.git/shallow</c> names the commit.
    /// </summary>
    /// <exception cref="RunnerException">The commit is unknown or its files are too large.</exception>
    public async Task<byte[]> CreateAsync(Project project, string sha, CancellationToken cancellationToken)
    {
        if (sha.Length is not (40 or 64) || !sha.All(char.IsAsciiHexDigitLower))
        {
            throw new RunnerException($"“{sha}” is not the full name of a commit.");
        }

        await CheckSizeAsync(project, sha, cancellationToken).ConfigureAwait(false);
        var objects = await git.ReadAsync(
                project.Root,
                ["rev-list", "--objects", "--no-object-names", "--no-walk", sha, "--"],
                cancellationToken
            )
            .ConfigureAwait(false);
        var command = new GitCommand(project.Root, ["pack-objects", "--stdout", "-q", "--compression=9"])
        {
            Input = Encoding.ASCII.GetBytes(objects + "\n"),
        };
        var result = await git.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? result.Output : throw GitReason.Exception(command, result);
    }

    private async Task CheckSizeAsync(Project project, string sha, CancellationToken cancellationToken)
    {
        var text = await git.ReadAsync(project.Root, ["ls-tree", "-r", "-l", "-z", sha], cancellationToken)
            .ConfigureAwait(false);
        var bytes = text.Split('\0').Sum(SizeOf);
        if (bytes > MostBytes)
        {
            throw new RunnerException(
                $"The files of commit {sha[..7]} take {bytes / 1_000_000} MB: too much to travel inside the script.",
                "Push the project to a remote that serves http(s), and keep large files out of git."
            );
        }
    }

    // "mode type sha    size\tpath"; a submodule has "-" for its size.
    private static long SizeOf(string line)
    {
        var fields = line.Split('\t', 2)[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == 4 && long.TryParse(fields[3], CultureInfo.InvariantCulture, out var size) ? size : 0;
    }
}
