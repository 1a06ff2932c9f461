using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Repositories;

/// <summary>Packs one commit for kernels that cannot fetch it.</summary>
public sealed class SourcePack(GitProgram git)
{
    /// <summary>Far beyond any source; what is more is data, which a dataset of the user's own brings better.</summary>
    private const long MostBytes = 2_000_000_000;

    /// <summary>Beyond this the pack does not fit into a script anyway: what counts is time.</summary>
    private const long SmallBytes = 8_000_000;

    /// <summary>
    /// Writes a git pack of exactly the commit and its tree, without parents, to <paramref name="path"/>. It is unpacked by
    /// <c>git index-pack --stdin</c> in a new repository whose <c>.git/shallow</c> names the commit. The same commit gives
    /// the same bytes. A pack that is there already is taken as it is.
    /// </summary>
    /// <exception cref="RunnerException">The commit is unknown or its files are too large.</exception>
    public async Task<PackedCommit> CreateAsync(
        Project project,
        string sha,
        string path,
        CancellationToken cancellationToken
    )
    {
        if (sha.Length is not (40 or 64) || !sha.All(char.IsAsciiHexDigitLower))
        {
            throw new RunnerException($"“{sha}” is not the full name of a commit.");
        }

        if (!File.Exists(path))
        {
            await WriteAsync(project, sha, path, cancellationToken).ConfigureAwait(false);
        }

        using var pack = File.OpenRead(path);
        var hash = await SHA256.HashDataAsync(pack, cancellationToken).ConfigureAwait(false);
        return new PackedCommit(Convert.ToHexStringLower(hash), pack.Length);
    }

    private async Task WriteAsync(Project project, string sha, string path, CancellationToken cancellationToken)
    {
        var bytes = await SizeAsync(project, sha, cancellationToken).ConfigureAwait(false);
        var objects = await git.ReadAsync(
                project.Root,
                ["rev-list", "--objects", "--no-object-names", "--no-walk", sha, "--"],
                cancellationToken
            )
            .ConfigureAwait(false);
        var beside = $"{path}.tmp";
        try
        {
            await PackAsync(project, objects, bytes, beside, cancellationToken).ConfigureAwait(false);
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception e) when (WriteFailure.Is(e))
        {
            throw WriteFailure.For(path, e);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    private async Task PackAsync(
        Project project,
        string objects,
        long bytes,
        string path,
        CancellationToken cancellationToken
    )
    {
        var output = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        await using (output.ConfigureAwait(false))
        {
            var level = bytes <= SmallBytes ? 9 : 6;
            // With several threads, or pieces of packs that are there, the bytes would differ from one time to the next.
            var command = new GitCommand(
                project.Root,
                [
                    "pack-objects",
                    "--stdout",
                    "-q",
                    "--threads=1",
                    "--no-reuse-delta",
                    "--no-reuse-object",
                    string.Create(CultureInfo.InvariantCulture, $"--compression={level}"),
                ]
            )
            {
                Input = Encoding.ASCII.GetBytes(objects + "\n"),
                OutputTo = output,
            };
            var result = await git.RunAsync(command, cancellationToken).ConfigureAwait(false);
            if (!result.Succeeded)
            {
                throw GitReason.Exception(command, result);
            }
        }
    }

    private async Task<long> SizeAsync(Project project, string sha, CancellationToken cancellationToken)
    {
        var text = await git.ReadAsync(project.Root, ["ls-tree", "-r", "-l", "-z", sha], cancellationToken)
            .ConfigureAwait(false);
        var bytes = text.Split('\0').Sum(SizeOf);
        return bytes <= MostBytes
            ? bytes
            : throw new RunnerException(
                $"The files of commit {sha[..7]} take {bytes / 1_000_000} MB: too much to be sent with a run.",
                "Push the project to a remote that serves http(s), and keep large files out of git."
            );
    }

    // "mode type sha    size\tpath"; a submodule has "-" for its size.
    private static long SizeOf(string line)
    {
        var fields = line.Split('\t', 2)[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == 4 && long.TryParse(fields[3], CultureInfo.InvariantCulture, out var size) ? size : 0;
    }
}
