namespace KaggleRunner.Core.Repositories.Outgoing;

/// <summary>Reads what <c>git diff-tree</c> and <c>git log</c> print with <c>--raw -z --no-abbrev --no-renames</c>.</summary>
internal static class RawDiff
{
    private const string Submodule = "160000";
    private const string Nothing = "000000";

    /// <summary>The new content: paths with the blobs they have got, without deletions and submodules.</summary>
    public static IEnumerable<(string Path, string Blob)> NewContent(string output)
    {
        var parts = output.Split('\0');
        for (var i = 0; i + 1 < parts.Length; i++)
        {
            // ":old-mode new-mode old-blob new-blob letter"; a commit's own (empty) line may stand before it.
            var fields = parts[i].TrimStart('\n').Split(' ');
            if (fields.Length == 5 && fields[0].StartsWith(':') && fields[0].Length == 7)
            {
                i++;
                if (fields[1] is not (Submodule or Nothing))
                {
                    yield return (parts[i], fields[3]);
                }
            }
        }
    }
}
