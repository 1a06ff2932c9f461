using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Runs.Queries;

/// <summary>One thing that can be asked for: how it is called, what it takes, and its place in the query.</summary>
/// <param name="Name">Before the colon.</param>
/// <param name="Takes">For people: an example or the values there are.</param>
/// <param name="Read">Its values in a query, as they are written.</param>
/// <param name="Write">The query with these values in addition.</param>
public sealed record FilterKey(
    string Name,
    string Takes,
    Func<RunQuery, IEnumerable<string>> Read,
    Func<RunQuery, IReadOnlyList<string>, RunQuery> Write
)
{
    private static readonly string[] YesNo = ["yes", "no"];

    /// <summary>All keys, in the order in which a query is written.</summary>
    public static IReadOnlyList<FilterKey> All { get; } =
    [
        Many("project", "a project's name", f => f.Projects, (f, v) => f with { Projects = v }),
        new(
            "run",
            "numbers: run:41,42",
            q => q.Filter.Numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)),
            (q, v) => q with { Filter = q.Filter with { Numbers = [.. q.Filter.Numbers, .. v.Select(Number)] } }
        ),
        Many("target", "a part of its path; =PATH for the whole", f => f.Targets, (f, v) => f with { Targets = v }),
        new(
            "verdict",
            string.Join(", ", RunStandings.All.Select(s => s.Key())),
            q => q.Filter.Standings.Select(s => s.Key()),
            (q, v) => q with { Filter = q.Filter with { Standings = [.. q.Filter.Standings, .. v.Select(Standing)] } }
        ),
        Many("branch", "its name; feature/* for all that begin so", f => f.Branches, (f, v) => f with { Branches = v }),
        Many(
            "commit",
            "the first digits of its SHA",
            f => f.Commits,
            (f, v) => f with { Commits = [.. v.Select(Sha)] }
        ),
        Many("accelerator", "a part of its name, or none", f => f.Accelerators, (f, v) => f with { Accelerators = v }),
        Many("kernel", "its slug", f => f.Kernels, (f, v) => f with { Kernels = v }),
        Many("group", "the id that the runs of a matrix share", f => f.Groups, (f, v) => f with { Groups = v }),
        Many("tag", "a tag", f => f.Tags, (f, v) => f with { Tags = v }),
        One(
            "account",
            "local or kaggle",
            f => f.Account?.ToString().ToLowerInvariant(),
            (f, v) => f with { Account = OneOf<KaggleAccountKind>("account", v) }
        ),
        One("quick", "yes or no", f => Word(f.Quick), (f, v) => f with { Quick = Truth("quick", v) }),
        One("starred", "yes or no", f => Word(f.Starred), (f, v) => f with { Starred = Truth("starred", v) }),
        One(
            "since",
            "7d, 12h, 2026-07-04",
            f => f.Since?.ToString(),
            (f, v) => f with { Since = PointInTime.Parse(v) }
        ),
        One(
            "until",
            "7d, 12h, 2026-07-04",
            f => f.Until?.ToString(),
            (f, v) => f with { Until = PointInTime.Parse(v) }
        ),
        One("longer", "90s, 10m, 1h30m", f => Word(f.LongerThan), (f, v) => f with { LongerThan = Durations.Parse(v) }),
        One(
            "shorter",
            "90s, 10m, 1h30m",
            f => Word(f.ShorterThan),
            (f, v) => f with { ShorterThan = Durations.Parse(v) }
        ),
        new(
            "sort",
            "created, duration, target or number, with -asc or -desc",
            q => q.Order == RunOrder.NewestFirst ? [] : [Word(q.Order)],
            (q, v) => q with { Order = Order(Single("sort", v)) }
        ),
    ];

    /// <summary>The key of that name.</summary>
    /// <exception cref="RunnerException">There is none; the nearest one is named.</exception>
    public static FilterKey Find(string name)
    {
        var key = name is "state" ? "verdict" : name;
        return All.FirstOrDefault(k => string.Equals(k.Name, key, StringComparison.Ordinal))
            ?? throw new RunnerException(
                $"There is no filter “{name}:”.",
                Nearest.To(name, All.Select(k => k.Name)) is { } near
                    ? $"Did you mean {near}: ({Find(near).Takes})? To look for the text itself, put it in quotation marks."
                    : $"There are {string.Join(", ", All.Select(k => k.Name))}. To look for the text itself, put it in quotation marks."
            );
    }

    private static FilterKey Many(
        string name,
        string takes,
        Func<RunFilter, IReadOnlyList<string>> read,
        Func<RunFilter, IReadOnlyList<string>, RunFilter> write
    ) =>
        new(
            name,
            takes,
            query => read(query.Filter),
            (query, values) =>
                query with
                {
                    Filter = write(query.Filter, [.. read(query.Filter), .. values.Select(v => Text(name, v))]),
                }
        );

    private static FilterKey One(
        string name,
        string takes,
        Func<RunFilter, string?> read,
        Func<RunFilter, string, RunFilter> write
    ) =>
        new(
            name,
            takes,
            query => read(query.Filter) is { } value ? [value] : [],
            (query, values) => query with { Filter = write(query.Filter, Single(name, values)) }
        );

    private static string Text(string key, string value) =>
        value.Length > 0
            ? value
            : throw new RunnerException($"The filter {key}: has no value.", $"It takes {Find(key).Takes}.");

    private static string Single(string key, IReadOnlyList<string> values) =>
        values is [var value]
            ? Text(key, value)
            : throw new RunnerException($"The filter {key}: takes one value.", $"Write {Find(key).Takes}.");

    private static int Number(string text) =>
        int.TryParse(text.AsSpan().TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new RunnerException($"“{text}” is no number of a run.", "Write run:41,42.");

    private static string Sha(string text) =>
        text.Length <= 64 && text.All(char.IsAsciiHexDigit)
            ? text.ToLowerInvariant()
            : throw new RunnerException(
                $"“{text}” is no beginning of a commit's SHA.",
                "It has the digits 0 to 9 and a to f."
            );

    private static RunStanding Standing(string text) =>
        RunStandings.TryParse(text) ?? throw Unknown("verdict", text, RunStandings.All.Select(s => s.Key()));

    private static T OneOf<T>(string key, string text)
        where T : struct, Enum =>
        !char.IsDigit(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw Unknown(key, text, Enum.GetNames<T>().Select(name => name.ToLowerInvariant()));

    private static bool Truth(string key, string text) =>
        text.ToLowerInvariant() switch
        {
            "yes" or "true" => true,
            "no" or "false" => false,
            _ => throw Unknown(key, text, YesNo),
        };

    private static RunOrder Order(string text)
    {
        var dash = text.LastIndexOf('-');
        var direction = dash < 0 ? "" : text[dash..].ToLowerInvariant();
        if (direction is not ("" or "-asc" or "-desc"))
        {
            throw Unknown("sort", text, ["created", "duration", "target", "number"]);
        }

        var order = RunOrder.By(OneOf<RunSortKey>("sort", Text("sort", dash < 0 ? text : text[..dash])));
        return direction.Length == 0 ? order : order with { Descending = direction == "-desc" };
    }

    private static RunnerException Unknown(string key, string text, IEnumerable<string> known)
    {
        string[] all = [.. known];
        var near = Nearest.To(text, all) is { } found ? $"Did you mean {found}? " : "";
        return new RunnerException(
            $"The filter {key}: does not take “{text}”.",
            $"{near}It takes {string.Join(", ", all)}."
        );
    }

    private static string? Word(bool? truth) =>
        truth is null ? null
        : truth.Value ? "yes"
        : "no";

    private static string? Word(TimeSpan? span) => span is { } value ? Durations.Format(value) : null;

    private static string Word(RunOrder order)
    {
        var key = order.Key.ToString().ToLowerInvariant();
        return order == RunOrder.By(order.Key) ? key : $"{key}-{(order.Descending ? "desc" : "asc")}";
    }
}
