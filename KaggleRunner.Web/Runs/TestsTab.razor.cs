using KaggleRunner.Core.Results;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>The tests of a run, failures first, each with its message and traceback.</summary>
public sealed partial class TestsTab
{
    private string _text = "";
    private TestGroup? _group;
    private string? _firstFailure;
    private int _limit = 500;

    [Parameter, EditorRequired]
    public required IReadOnlyList<TestRow> Rows { get; set; }

    [Parameter, EditorRequired]
    public required TestCounts Counts { get; set; }

    [Parameter]
    public bool IsRunning { get; set; }

    private IReadOnlyList<TestRow> Shown => TestRows.Filter(Rows, _text.Trim(), _group);

    private IEnumerable<(TestGroup Group, int Count)> Groups =>
        Enum.GetValues<TestGroup>().Select(group => (group, Rows.Count(row => row.Group == group)));

    protected override void OnParametersSet() =>
        _firstFailure ??= Rows.FirstOrDefault(row =>
            row.Group == TestGroup.Failed && (row.Message ?? row.Details) is not null
        )?.Id;

    private void Choose(TestGroup group) => _group = _group == group ? null : group;

    private void Clear()
    {
        _text = "";
        _group = null;
    }
}
