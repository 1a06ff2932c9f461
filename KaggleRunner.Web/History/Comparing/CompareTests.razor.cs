using KaggleRunner.Core.History.Comparison;
using KaggleRunner.Web.Layout;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.History.Comparing;

/// <summary>The tests that do not do the same in all runs.</summary>
public sealed partial class CompareTests
{
    private const int Few = 200;

    private static readonly TestChange[] Changes =
    [
        TestChange.NewlyFailing,
        TestChange.NewlyPassing,
        TestChange.Slower,
        TestChange.Different,
        TestChange.OnlyInSome,
    ];

    private TestChange? _only;
    private string _text = "";
    private int _most = Few;

    [Parameter, EditorRequired]
    public required RunComparison Comparison { get; set; }

    private IEnumerable<ComparedTest> Shown =>
        Comparison.Tests.Where(test =>
            (_only is null || test.Change == _only)
            && test.Id.Contains(_text.Trim(), StringComparison.OrdinalIgnoreCase)
        );

    private string TestAddress(ComparedTest test) =>
        $"/p/{Comparison.Runs[0].Id.Project}/tests?test={Uri.EscapeDataString(test.Id)}";

    private static string Word(TestChange change) =>
        change switch
        {
            TestChange.NewlyFailing => "Newly failing",
            TestChange.NewlyPassing => "Newly passing",
            TestChange.Slower => "Slower",
            TestChange.Different => "Other outcome",
            TestChange.OnlyInSome => "Only in some",
            _ => "Same",
        };

    private static string Glyph(TestChange change) =>
        change switch
        {
            TestChange.NewlyFailing => Glyphs.Failed,
            TestChange.NewlyPassing => Glyphs.Passed,
            TestChange.Slower => Glyphs.TimedOut,
            TestChange.OnlyInSome => Glyphs.Queued,
            _ => Glyphs.Cancelled,
        };
}
