namespace KaggleRunner.Web.Runs;

public enum TestNodeKind
{
    Folder,
    File,
    Class,

    /// <summary>A test function: with parameters it holds a case for each, without it is the test itself.</summary>
    Test,
    Case,
}

/// <summary>A line of the tree of tests.</summary>
public sealed class TestNode(TestNodeKind kind, string name, TestNode? parent)
{
    // Of a hundred thousand nodes most have none.
    private List<TestNode>? _children;

    public TestNodeKind Kind { get; } = kind;
    public string Name { get; } = name;
    public TestNode? Parent { get; } = parent;
    public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;
    public IReadOnlyList<TestNode> Children => _children ?? (IReadOnlyList<TestNode>)[];

    /// <summary>The test; null for what only holds others.</summary>
    public TestRow? Row { get; private set; }
    public int Passed { get; private set; }
    public int Failed { get; private set; }
    public int Skipped { get; private set; }

    /// <summary>Of all tests below.</summary>
    public double Seconds { get; private set; }
    public int Count => Passed + Failed + Skipped;

    /// <summary>What the user chose; null: by what is in it.</summary>
    public bool? IsOpen { get; set; }

    public bool IsLeaf => Row is not null;

    public RunState State =>
        Row?.State
        ?? (
            Failed > 0 ? RunState.Failed
            : Passed > 0 ? RunState.Passed
            : RunState.Cancelled
        );

    internal TestNode Add(TestNodeKind kind, string name)
    {
        var child = new TestNode(kind, name, this);
        (_children ??= []).Add(child);
        return child;
    }

    internal void Set(TestRow row)
    {
        var old = Row;
        Row = row;
        for (var node = this; node is not null; node = node.Parent)
        {
            if (old is not null)
            {
                node.Tally(old, -1);
            }

            node.Tally(row, 1);
        }
    }

    private void Tally(TestRow row, int by)
    {
        Passed += row.Group == TestGroup.Passed ? by : 0;
        Failed += row.Group == TestGroup.Failed ? by : 0;
        Skipped += row.Group == TestGroup.Skipped ? by : 0;
        Seconds += by * row.Seconds;
    }
}
