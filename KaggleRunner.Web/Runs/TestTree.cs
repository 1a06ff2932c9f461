namespace KaggleRunner.Web.Runs;

/// <summary>The tests of a run by folder, file, class, function and parameters, in the order in which they came; it grows.</summary>
public sealed class TestTree
{
    /// <summary>A tree of so few tests is open from the start.</summary>
    private const int Few = 100;

    private readonly List<TestNode> _roots = [];
    private readonly Dictionary<string, TestNode> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TestNode> _leaves = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TestNode>.AlternateLookup<ReadOnlySpan<char>> _functions = new Dictionary<
        string,
        TestNode
    >(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public int Count => _leaves.Count;
    public int Slow { get; private set; }

    public int CountOf(TestChoice choice) =>
        choice switch
        {
            TestChoice.Failed => _roots.Sum(root => root.Failed),
            TestChoice.Passed => _roots.Sum(root => root.Passed),
            TestChoice.Skipped => _roots.Sum(root => root.Skipped),
            TestChoice.Slow => Slow,
            _ => Count,
        };

    public TestNode? Find(string? id) => id is null ? null : _leaves.GetValueOrDefault(id);

    /// <summary>Adds a test, or replaces what was known of it.</summary>
    public void Put(TestRow row)
    {
        if (!_leaves.TryGetValue(row.Id, out var leaf))
        {
            leaf = _leaves[row.Id] = NewLeaf(row.Id);
        }

        Slow += (row.IsSlow ? 1 : 0) - (leaf.Row is { IsSlow: true } ? 1 : 0);
        leaf.Set(row);
    }

    /// <summary>The lines to show: what is open, or all that leads to a match.</summary>
    public IList<TestNode> Visible(TestsView view)
    {
        var lines = new List<TestNode>();
        foreach (var root in _roots)
        {
            AddTo(lines, root, view);
        }

        return lines;
    }

    public bool IsOpen(TestNode node, TestsView view) =>
        node.IsOpen ?? (view.IsFiltered || node.Kind == TestNodeKind.Folder || node.Failed > 0 || Count <= Few);

    /// <summary>The failed test before or after a test, in the order of the tree, around its ends; null when none failed.</summary>
    public TestNode? Failure(string? from, int step)
    {
        var leaves = Leaves(_roots).Where(node => node.Row!.Group == TestGroup.Failed);
        if (from is null && step > 0)
        {
            return leaves.FirstOrDefault();
        }

        var failed = leaves.ToList();
        if (failed.Count == 0)
        {
            return null;
        }

        var at = failed.FindIndex(node => node.Row!.Id == from);
        return at < 0 ? failed[step > 0 ? 0 : ^1] : failed[(at + step + failed.Count) % failed.Count];
    }

    /// <summary>Opens what leads to a node.</summary>
    public static void Reveal(TestNode node)
    {
        for (var parent = node.Parent; parent is not null; parent = parent.Parent)
        {
            parent.IsOpen = true;
        }
    }

    private static IEnumerable<TestNode> Leaves(IEnumerable<TestNode> nodes)
    {
        foreach (var node in nodes)
        {
            if (node.IsLeaf)
            {
                yield return node;
            }

            if (node.Failed > 0)
            {
                foreach (var leaf in Leaves(node.Children))
                {
                    yield return leaf;
                }
            }
        }
    }

    private bool AddTo(List<TestNode> lines, TestNode node, TestsView view)
    {
        var at = lines.Count;
        lines.Add(node);
        var isFound = node.Row is { } row && view.Matches(row);
        if (view.IsFiltered || IsOpen(node, view))
        {
            foreach (var child in node.Children)
            {
                isFound |= AddTo(lines, child, view);
            }
        }

        if (view.IsFiltered && !isFound)
        {
            lines.RemoveRange(at, lines.Count - at);
        }
        else if (view.IsFiltered && node.IsOpen == false)
        {
            lines.RemoveRange(at + 1, lines.Count - at - 1);
        }

        return isFound || !view.IsFiltered;
    }

    private TestNode NewLeaf(string id)
    {
        // Most tests are a case of a function that is known.
        var end = id.IndexOf("::", StringComparison.Ordinal);
        var bracket = end < 0 ? -1 : id.IndexOf('[', end);
        if (bracket > 0 && _functions.TryGetValue(id.AsSpan(0, bracket), out var function))
        {
            return function.Add(TestNodeKind.Case, id[bracket..]);
        }

        var path = TestPath.Parse(id);
        var key = path.Folder;
        var parent = key.Length > 0 ? Group(key, TestNodeKind.Folder, key, null) : null;
        key = $"{key}/{path.File}";
        parent = Group(key, TestNodeKind.File, path.File, parent);
        foreach (var name in path.Classes)
        {
            key = $"{key}::{name}";
            parent = Group(key, TestNodeKind.Class, name, parent);
        }

        return path switch
        {
            { Function: null } => parent.Add(TestNodeKind.Test, "could not be collected"),
            { Parameters: null } => parent.Add(TestNodeKind.Test, path.Function),
            _ => Function(id[..bracket], Group($"{key}::{path.Function}[", TestNodeKind.Test, path.Function, parent))
                .Add(TestNodeKind.Case, path.Parameters),
        };
    }

    private TestNode Function(string id, TestNode node)
    {
        _functions[id] = node;
        return node;
    }

    private TestNode Group(string key, TestNodeKind kind, string name, TestNode? parent)
    {
        if (_groups.TryGetValue(key, out var known))
        {
            return known;
        }

        var node = parent?.Add(kind, name) ?? new TestNode(kind, name, null);
        if (parent is null)
        {
            _roots.Add(node);
        }

        return _groups[key] = node;
    }
}
