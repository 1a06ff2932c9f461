using Microsoft.AspNetCore.WebUtilities;

namespace KaggleRunner.Web.Runs;

/// <summary>Which tests are shown; a word of the address.</summary>
public enum TestChoice
{
    All,
    Failed,
    Passed,
    Skipped,
    Slow,
}

/// <summary>What the Tests tab shows, as it stands in the address.</summary>
/// <param name="Test">The test whose details are shown; null: none was chosen.</param>
/// <param name="Text">A part of the id.</param>
public sealed record TestsView(string? Test = null, TestChoice Only = TestChoice.All, string Text = "")
{
    public bool IsFiltered => Only != TestChoice.All || Text.Length > 0;

    /// <summary>The address of the tab with this view.</summary>
    public string ToAddress(string tab)
    {
        (string Name, string? Value)[] parts =
        [
            ("test", Test),
            ("only", Only == TestChoice.All ? null : Only.ToString().ToLowerInvariant()),
            ("find", Text.Length > 0 ? Text : null),
        ];
        return QueryHelpers.AddQueryString(
            tab,
            parts.Where(part => part.Value is not null).Select(part => KeyValuePair.Create(part.Name, part.Value))
        );
    }

    public static TestChoice Choice(string? word) =>
        Enum.TryParse<TestChoice>(word, ignoreCase: true, out var choice) && Enum.IsDefined(choice)
            ? choice
            : TestChoice.All;

    public bool Matches(TestRow row) =>
        Matches(row, Only) && (Text.Length == 0 || row.Id.Contains(Text, StringComparison.OrdinalIgnoreCase));

    public static bool Matches(TestRow row, TestChoice choice) =>
        choice switch
        {
            TestChoice.Failed => row.Group == TestGroup.Failed,
            TestChoice.Passed => row.Group == TestGroup.Passed,
            TestChoice.Skipped => row.Group == TestGroup.Skipped,
            TestChoice.Slow => row.IsSlow,
            _ => true,
        };
}
