using System.Globalization;

namespace KaggleRunner.Core.Repositories;

/// <summary>A changed file; a renamed one knows where it came from.</summary>
internal sealed record StatusEntry(string Path, ChangeKind Kind, string? Origin = null);

/// <summary>What <c>git status --porcelain=v2 --branch -z</c> said.</summary>
internal sealed record StatusReport
{
    public string? Sha { get; private init; }
    public string? Branch { get; private init; }
    public string? Upstream { get; private init; }

    /// <summary>Commits ahead of and behind the upstream; null without one.</summary>
    public (int Ahead, int Behind)? Distance { get; private init; }
    public IReadOnlyList<StatusEntry> Entries { get; private init; } = [];

    /// <summary>Folders with a repository of their own that is no submodule.</summary>
    public IReadOnlyList<string> EmbeddedRepositories { get; private init; } = [];

    public static StatusReport Parse(string output)
    {
        var report = new StatusReport();
        var entries = new List<StatusEntry>();
        var embedded = new List<string>();
        var parts = output.Split('\0');
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            switch (part.Length == 0 ? '\0' : part[0])
            {
                case '#':
                    report = report.WithHeader(part);
                    break;
                case '1':
                    entries.Add(new(Field(part, 8), KindOf(part.AsSpan(2, 2))));
                    break;
                case '2':
                    entries.Add(new(Field(part, 9), RenameOf(part), parts[++i]));
                    break;
                case 'u':
                    entries.Add(new(Field(part, 10), ChangeKind.Conflicted));
                    break;
                // A slash ends the folder of a repository inside this one: git would not add its files.
                case '?' when part.EndsWith('/'):
                    embedded.Add(part[2..^1]);
                    break;
                case '?':
                    entries.Add(new(part[2..], ChangeKind.Untracked));
                    break;
                default:
                    break;
            }
        }

        return report with
        {
            Entries = entries,
            EmbeddedRepositories = embedded,
        };
    }

    private StatusReport WithHeader(string line)
    {
        var words = line.Split(' ', 3);
        var value = words.Length < 3 ? "" : words[2];
        return words[1] switch
        {
            "branch.oid" => this with { Sha = value is "(initial)" ? null : value },
            "branch.head" => this with { Branch = value is "(detached)" ? null : value },
            "branch.upstream" => this with { Upstream = value },
            "branch.ab" => this with { Distance = DistanceOf(value) },
            _ => this,
        };
    }

    private static (int Ahead, int Behind) DistanceOf(string text)
    {
        var numbers = text.Split(' ');
        return (
            int.Parse(numbers[0].AsSpan(1), CultureInfo.InvariantCulture),
            int.Parse(numbers[1].AsSpan(1), CultureInfo.InvariantCulture)
        );
    }

    // Paths may hold spaces: the path is what follows the given number of fields.
    private static string Field(string line, int number) => line.Split(' ', number + 1)[number];

    private static ChangeKind RenameOf(string line) =>
        line.AsSpan(2, 2).Contains('R') ? ChangeKind.Renamed : ChangeKind.Added;

    private static ChangeKind KindOf(ReadOnlySpan<char> letters) =>
        letters.Contains('D') ? ChangeKind.Deleted
        : letters.Contains('A') ? ChangeKind.Added
        : ChangeKind.Modified;
}
