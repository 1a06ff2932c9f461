using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>The one line of a test: outcome, name, duration.</summary>
public sealed partial class TestHead
{
    [Parameter, EditorRequired]
    public required TestRow Row { get; set; }

    private string Prefix => Row.Id[..^Row.Name.Length];

    private RunState State =>
        Row.Group switch
        {
            TestGroup.Failed => Row.Outcome is "error" ? RunState.Error : RunState.Failed,
            TestGroup.Skipped => RunState.Cancelled,
            _ => RunState.Passed,
        };
}
