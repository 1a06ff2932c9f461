using System.Collections.Immutable;
using KaggleRunner.Core.Results;

namespace KaggleRunner.Web.Artifacts;

/// <summary>Lays the artifacts of a run out as a tree: which lines there are, given what is sought, closed and the order.</summary>
public sealed class ArtifactTree
{
    private readonly Dictionary<string, bool> _opened = new(StringComparer.Ordinal);
    private Folder _root = new("", "");

    /// <summary>Files that match.</summary>
    public int Count => _root.Count;

    /// <summary>Bytes of the files that match.</summary>
    public long Bytes => _root.Bytes;

    /// <summary>Files that match, as they stand from top to bottom, open folders or not.</summary>
    public IReadOnlyList<Artifact> Files { get; private set; } = [];

    public void Fill(IReadOnlyList<Artifact> artifacts, string find, ArtifactOrder order)
    {
        var root = new Folder("", "");
        foreach (var artifact in artifacts)
        {
            if (Matches(artifact.Path, find))
            {
                root.Add(artifact);
            }
        }

        root.Sort(order);
        _root = root;
        var files = new List<Artifact>(root.Count);
        Collect(root, files);
        Files = files;
    }

    public void Open(string folder, bool isOpen) => _opened[folder] = isOpen;

    /// <summary>Opens the folders above a file.</summary>
    public void Reveal(string path)
    {
        for (var slash = path.IndexOf('/'); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            _opened[path[..slash]] = true;
        }
    }

    /// <summary>The lines to show; while something is sought all folders are open.</summary>
    public ImmutableList<ArtifactLine> Lines(bool isSearch)
    {
        var lines = new List<ArtifactLine>();
        Lay(_root, 0, isSearch, lines);
        return [.. lines];
    }

    private static bool Matches(string path, string find) =>
        find.Length == 0
        || find.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .All(word => path.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static void Collect(Folder folder, List<Artifact> files)
    {
        foreach (var child in folder.Folders)
        {
            Collect(child, files);
        }

        files.AddRange(folder.Files);
    }

    private void Lay(Folder folder, int depth, bool isSearch, List<ArtifactLine> lines)
    {
        foreach (var child in folder.Folders)
        {
            var isOpen = isSearch || _opened.GetValueOrDefault(child.Path, child.Count <= 100);
            lines.Add(new ArtifactLine(child.Path, child.Name, depth, null, child.Count, child.Bytes, isOpen));
            if (isOpen)
            {
                Lay(child, depth + 1, isSearch, lines);
            }
        }

        foreach (var file in folder.Files)
        {
            var name = file.Path[(file.Path.LastIndexOf('/') + 1)..];
            lines.Add(new ArtifactLine(file.Path, name, depth, file, 0, file.Bytes, IsOpen: false));
        }
    }

    private sealed class Folder(string path, string name)
    {
        private readonly Dictionary<string, Folder> _children = new(StringComparer.Ordinal);

        public string Path => path;
        public string Name => name;
        public int Count { get; private set; }
        public long Bytes { get; private set; }
        public List<Folder> Folders { get; } = [];
        public List<Artifact> Files { get; } = [];

        public void Add(Artifact artifact)
        {
            var folder = this;
            folder.Note(artifact);
            var begin = 0;
            for (int slash; (slash = artifact.Path.IndexOf('/', begin)) >= 0; begin = slash + 1)
            {
                folder = folder.Child(artifact.Path[..slash], artifact.Path[begin..slash]);
                folder.Note(artifact);
            }

            folder.Files.Add(artifact);
        }

        // They come ordered by name.
        public void Sort(ArtifactOrder order)
        {
            if (order == ArtifactOrder.Size)
            {
                Folders.Sort((a, b) => b.Bytes.CompareTo(a.Bytes));
                Files.Sort((a, b) => b.Bytes.CompareTo(a.Bytes));
            }
            else if (order == ArtifactOrder.Type)
            {
                var sorted = Files
                    .OrderBy(f => System.IO.Path.GetExtension(f.Path), StringComparer.OrdinalIgnoreCase)
                    .ToList();
                Files.Clear();
                Files.AddRange(sorted);
            }

            Folders.ForEach(folder => folder.Sort(order));
        }

        private Folder Child(string childPath, string childName)
        {
            if (!_children.TryGetValue(childName, out var child))
            {
                child = _children[childName] = new Folder(childPath, childName);
                Folders.Add(child);
            }

            return child;
        }

        private void Note(Artifact artifact)
        {
            Count++;
            Bytes += artifact.Bytes;
        }
    }
}
