namespace KaggleRunner.Core.Repositories;

/// <summary>All files of a project at one moment, folder by folder. Immutable once built.</summary>
internal sealed class TreeListing
{
    private readonly Dictionary<string, Node> _folders = new(StringComparer.Ordinal) { [""] = new Node() };
    private TreeEntry[]? _all;
    private (string Path, Node? Node) _last = ("", null);

    /// <summary>Builds the listing from the output of <c>git ls-files -z -t</c>: a letter, a space and the path.</summary>
    public TreeListing(string output)
    {
        var gone = new HashSet<string>(StringComparer.Ordinal);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in output.Split('\0'))
        {
            // R: removed from the disk; S: left out by a sparse checkout. A slash ends another repository's folder.
            if (line.Length > 2 && !line.EndsWith('/'))
            {
                _ = (line[0] is 'R' or 'S' ? gone : paths).Add(line[2..]);
            }
        }

        paths.ExceptWith(gone);
        foreach (var path in paths.Where(path => !RepositoryLayout.IsInResults(path)))
        {
            Add(path);
        }
    }

    /// <summary>Every file and folder, in no order.</summary>
    public IReadOnlyList<TreeEntry> All =>
        _all ??= [.. _folders.SelectMany(folder => Entries(folder.Key, folder.Value))];

    /// <summary>One folder's entries: folders first, in natural order; empty when there is no such folder.</summary>
    public IReadOnlyList<TreeEntry> In(string folder) =>
        _folders.TryGetValue(folder.Trim('/'), out var node)
            ?
            [
                .. Entries(folder.Trim('/'), node)
                    .OrderByDescending(entry => entry.IsFolder)
                    .ThenBy(entry => entry.Name, NaturalOrder.Instance),
            ]
            : [];

    private IEnumerable<TreeEntry> Entries(string folder, Node node) =>
        node
            .Folders.Select(name =>
            {
                var path = Join(folder, name);
                var kind = _folders[path].HasTests ? TreeEntryKind.PytestFolder : TreeEntryKind.Folder;
                return new TreeEntry(path, name, kind);
            })
            .Concat(node.Files.Select(name => new TreeEntry(Join(folder, name), name, KindOf(folder, name))));

    private void Add(string path)
    {
        var slash = path.LastIndexOf('/');
        var name = path[(slash + 1)..];
        if (_last.Node is null || !path.AsSpan(0, Math.Max(slash, 0)).SequenceEqual(_last.Path))
        {
            // Git lists a folder's files one after the other.
            var parent = slash < 0 ? "" : path[..slash];
            _last = (parent, FolderAt(parent));
        }

        var (folder, node) = (_last.Path, _last.Node!);
        node.Files.Add(name);
        if (RepositoryLayout.IsPytestFile(name))
        {
            MarkTests(folder);
        }
    }

    private Node FolderAt(string path)
    {
        if (_folders.TryGetValue(path, out var known))
        {
            return known;
        }

        var slash = path.LastIndexOf('/');
        FolderAt(slash < 0 ? "" : path[..slash]).Folders.Add(path[(slash + 1)..]);
        return _folders[path] = new Node();
    }

    private void MarkTests(string folder)
    {
        while (!_folders[folder].HasTests)
        {
            _folders[folder].HasTests = true;
            if (folder.Length == 0)
            {
                return;
            }

            folder = folder.LastIndexOf('/') is > 0 and var slash ? folder[..slash] : "";
        }
    }

    private static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    private static TreeEntryKind KindOf(string folder, string name) =>
        Path.GetExtension(name) switch
        {
            ".py" => RepositoryLayout.IsPytestFile(name) ? TreeEntryKind.PytestFile : TreeEntryKind.Script,
            ".ipynb" => TreeEntryKind.Notebook,
            ".yml" or ".yaml" when RepositoryLayout.ConfigFolders.Contains(folder, StringComparer.Ordinal) =>
                TreeEntryKind.Config,
            _ => TreeEntryKind.Other,
        };

    private sealed class Node
    {
        public List<string> Folders { get; } = [];
        public List<string> Files { get; } = [];
        public bool HasTests { get; set; }
    }
}
