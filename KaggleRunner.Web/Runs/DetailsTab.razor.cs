using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Runs;

/// <summary>All that is known of a run.</summary>
public sealed partial class DetailsTab
{
    [Parameter, EditorRequired]
    public required Run Run { get; set; }

    /// <summary>What the kernel said of its machine; null until it did.</summary>
    [Parameter]
    public SessionRecord? Session { get; set; }

    /// <summary>The run of this target before it, to be compared with; null for the first one.</summary>
    [Parameter]
    public Run? Previous { get; set; }

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private IEnumerable<RunFactGroup> Groups => [.. Since(), .. RunFacts.Of(Run, Session, Clock)];

    private IEnumerable<RunFactGroup> Since()
    {
        if (Previous is { } before && SettingsSince.Of(before, Run) is { Count: > 0 } changes)
        {
            yield return new RunFactGroup(
                $"Unlike run #{before.Id.Number}",
                [
                    .. changes.Select(change => new RunFact(
                        change.Name,
                        $"{SettingsSince.Word(change.Before)} → {SettingsSince.Word(change.After)}"
                    )),
                ]
            );
        }
    }
}
