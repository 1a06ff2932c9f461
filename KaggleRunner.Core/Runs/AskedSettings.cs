using KaggleRunner.Core.Experiments;

namespace KaggleRunner.Core.Runs;

/// <summary>What the page or the command line said itself: the same again can be offered for the next run.</summary>
/// <param name="Config">Null: the one found by the target's name; empty: none; else a name or path.</param>
public sealed record AskedSettings(string? Config, SettingsOverrides Overrides);
