using System.Text;

namespace KaggleRunner.Core.Repositories;

/// <summary>One call of the git program: an argument list, never a line for a shell.</summary>
/// <param name="Folder">The folder that git works in.</param>
/// <param name="Arguments">The subcommand and its arguments.</param>
public sealed record GitCommand(string Folder, IReadOnlyList<string> Arguments)
{
    /// <summary>What git reads from its standard input.</summary>
    public byte[] Input { get; init; } = [];

    /// <summary>Takes what git writes to its standard output; null: it is kept for the result.</summary>
    public Stream? OutputTo { get; init; }

    /// <summary>Configuration for this call alone, from anywhere; keys may hold any character.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Configuration { get; init; } = [];

    /// <summary>Environment variables for this call alone; they win over all others. Null: the variable is not set.</summary>
    public IReadOnlyDictionary<string, string?> Variables { get; init; } =
        System.Collections.Frozen.FrozenDictionary<string, string?>.Empty;

    /// <summary>A commit or push that the user asked for: hooks run, the network may be used.</summary>
    public bool IsAskedFor { get; init; }
}

/// <summary>How a call of git ended.</summary>
public sealed record GitResult(int ExitCode, byte[] Output, string Error)
{
    public bool Succeeded => ExitCode == 0;
    public string Text => Encoding.UTF8.GetString(Output);

    /// <summary>The output without the line end that git puts after it; names may themselves end in line breaks.</summary>
    public string Line => Text.EndsWith('\n') ? Text[..^1] : Text;
}
