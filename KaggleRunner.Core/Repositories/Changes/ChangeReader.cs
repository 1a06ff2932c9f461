using System.Globalization;
using System.Text;
using KaggleRunner.Core.Repositories.Outgoing;

namespace KaggleRunner.Core.Repositories.Changes;

/// <summary>Reads one changed file of a working tree, before and after.</summary>
public sealed class ChangeReader(GitProgram git)
{
    /// <summary>A larger text would hold up the browser.</summary>
    public const long MostBytes = 1_000_000;

    private const int BytesLookedAtForZeros = 8000;

    /// <summary>The change of a file that the status named; nothing of it is run, links are not followed.</summary>
    public async Task<FileChange> ReadAsync(Project project, ChangedFile file, CancellationToken cancellationToken)
    {
        var path = file.Origin ?? file.Path;
        var before =
            file.Kind is ChangeKind.Untracked
                ? null
                : await SizeAsync(project, path, cancellationToken).ConfigureAwait(false);
        var after = WorkingTreeFile.Find(project, file.Path);
        if (before > MostBytes || after > MostBytes)
        {
            return new("", "", "The file is too large to be shown.", before, after) { IsText = false };
        }

        if (before is null && after is null)
        {
            // A submodule has no content here: it is a folder with a commit.
            return new("", "", "There is no text to compare.", null, null) { IsText = false };
        }

        var old = before is null ? [] : await BlobAsync(project, path, cancellationToken).ConfigureAwait(false);
        var now = after is null
            ? []
            : await WorkingTreeFile.TryReadAsync(project, file.Path, cancellationToken).ConfigureAwait(false) ?? [];
        return IsBinary(old) || IsBinary(now)
            ? new("", "", "The file is binary.", before, after) { IsText = false }
            : new(Encoding.UTF8.GetString(old), Encoding.UTF8.GetString(now), NoteOn(project, file), before, after);
    }

    private static string? NoteOn(Project project, ChangedFile file) =>
        new FileInfo(Path.Combine(project.Root, file.Path)).LinkTarget is not null
            ? "A symbolic link; the text is where it leads to."
            : null;

    internal static bool IsBinary(ReadOnlySpan<byte> content) =>
        content[..Math.Min(content.Length, BytesLookedAtForZeros)].Contains((byte)0);

    private async Task<long?> SizeAsync(Project project, string path, CancellationToken cancellationToken)
    {
        var text = await git.TryReadAsync(project.Root, ["cat-file", "-s", $"HEAD:{path}"], cancellationToken)
            .ConfigureAwait(false);
        return long.TryParse(text, CultureInfo.InvariantCulture, out var size) ? size : null;
    }

    private async Task<byte[]> BlobAsync(Project project, string path, CancellationToken cancellationToken)
    {
        var command = new GitCommand(project.Root, ["cat-file", "blob", $"HEAD:{path}"]);
        var result = await git.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? result.Output : [];
    }
}
