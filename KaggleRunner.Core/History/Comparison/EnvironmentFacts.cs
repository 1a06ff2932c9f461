using KaggleRunner.Core.Logs;

namespace KaggleRunner.Core.History.Comparison;

/// <summary>Where a run ran, by its records.</summary>
/// <param name="Session">Python, image, accelerator and isolation, as far as told.</param>
/// <param name="Packages">Versions by name; null when the run did not record them.</param>
internal sealed record EnvironmentFacts(
    IReadOnlyDictionary<string, string> Session,
    IReadOnlyDictionary<string, string>? Packages
)
{
    public static EnvironmentFacts Of(IReadOnlyList<RunRecord> records)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (records.OfType<SessionRecord>().LastOrDefault() is { } session)
        {
            Add(facts, "python", session.Python);
            Add(facts, "image", session.Image);
            Add(facts, "accelerator", session.Accelerator);
            Add(facts, "isolation", session.Isolation);
        }

        var packages = records.OfType<EnvironmentRecord>().LastOrDefault()?.Packages;
        return new EnvironmentFacts(
            facts,
            packages is null
                ? null
                : packages
                    .DistinctBy(package => package.Key, StringComparer.OrdinalIgnoreCase)
                    .ToDictionary(p => p.Key, p => p.Value, StringComparer.OrdinalIgnoreCase)
        );
    }

    private static void Add(Dictionary<string, string> facts, string name, string? value)
    {
        if (value is not null)
        {
            facts[name] = value;
        }
    }
}
