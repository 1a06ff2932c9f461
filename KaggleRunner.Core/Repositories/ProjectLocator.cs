using System.Security.Cryptography;
using System.Text;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Repositories;

/// <summary>Finds the git working tree that a folder belongs to.</summary>
public sealed class ProjectLocator(GitProgram git)
{
    /// <summary>The project whose working tree holds <paramref name="path"/>, a folder or file at any depth.</summary>
    /// <exception cref="RunnerException">There is no repository, or it has no working tree, or git refuses it.</exception>
    public async Task<Project> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var folder = Folder(path);
        var command = new GitCommand(folder, ["rev-parse", "--show-toplevel"]);
        var result = await git.RunAsync(command, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw Explain(command, result);
        }

        // Git for Windows answers with slashes.
        var root = Path.GetFullPath(result.Line);
        var project = new Project(Identify(root), NameOf(root), root);
        return InsidePath.Normalize(project, folder) is not null
            ? project
            : throw new RunnerException(
                $"The repository in {folder} says that its files are elsewhere, in {root}.",
                "If that is meant, name that folder; else remove core.worktree from the repository's configuration."
            );
    }

    /// <summary>The id of the project with this top level: readable, and stable on this machine.</summary>
    public static ProjectId Identify(string root)
    {
        var letters = NameOf(root).ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-');
        var words = new string([.. letters]).Split('-', StringSplitOptions.RemoveEmptyEntries);
        var slug = words.Length == 0 ? "project" : string.Join('-', words);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(root)));
        return new($"{(slug.Length > 40 ? slug[..40].TrimEnd('-') : slug)}-{hash[..6]}");
    }

    private static string NameOf(string root) => Path.GetFileName(root) is { Length: > 0 } name ? name : "project";

    private static string Folder(string path)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new RunnerException("The path of the project is empty or no path.", "Name a folder.");
        }

        var full = Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            return full;
        }

        return File.Exists(full)
            ? Path.GetDirectoryName(full)!
            : throw new RunnerException($"The folder {full} does not exist.", "Check the path of the project.");
    }

    private static RunnerException Explain(GitCommand command, GitResult result)
    {
        if (result.Error.Contains("must be run in a work tree", StringComparison.Ordinal))
        {
            return new RunnerException(
                $"{command.Folder} is a bare repository or the inside of one: it has no files to run.",
                "Name a folder of a working tree (git clone or git worktree add makes one)."
            );
        }

        return result.Error.Contains("not a git repository", StringComparison.Ordinal)
            ? new RunnerException(
                $"{command.Folder} is not inside a git repository.",
                "Name a folder of one, or make one there with: git init"
            )
            : GitReason.Exception(command, result);
    }
}
