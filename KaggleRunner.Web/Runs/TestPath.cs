namespace KaggleRunner.Web.Runs;

/// <summary>The parts of a pytest node id: <c>tests/test_a.py::TestX::test_y[1]</c>.</summary>
/// <param name="Folder">Empty for a file at the top.</param>
/// <param name="File">The file's name.</param>
/// <param name="Classes">From the outermost in.</param>
/// <param name="Function">Null when the id names a file only, whose collection failed.</param>
/// <param name="Parameters">With its brackets; null without parameters.</param>
public sealed record TestPath(
    string Folder,
    string File,
    IReadOnlyList<string> Classes,
    string? Function,
    string? Parameters
)
{
    public static TestPath Parse(string id)
    {
        var end = id.IndexOf("::", StringComparison.Ordinal);
        var path = end < 0 ? id : id[..end];
        var slash = path.LastIndexOf('/');
        var (folder, file) = (slash < 0 ? "" : path[..slash], path[(slash + 1)..]);
        if (end < 0)
        {
            return new(folder, file, [], null, null);
        }

        // Parameters may hold anything, also "::" and "/".
        var rest = id[(end + 2)..];
        var bracket = rest.IndexOf('[', StringComparison.Ordinal);
        var names = (bracket < 0 ? rest : rest[..bracket]).Split("::");
        return new(folder, file, names[..^1], names[^1], bracket < 0 ? null : rest[bracket..]);
    }
}
