using System.Runtime.InteropServices;

namespace KaggleRunner.Core.Results.Previews;

/// <summary>Which columns of a table are read: wide tables are shown in parts sideways, too.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ColumnWindow(int First, int Count)
{
    public static ColumnWindow All { get; } = new(0, int.MaxValue);

    /// <summary>The cells of a row that lie in it.</summary>
    internal IReadOnlyList<string> Of(IReadOnlyList<string> cells) =>
        First == 0 && cells.Count <= Count ? cells : [.. cells.Skip(First).Take(Count)];
}
