namespace KaggleRunner.Core.Experiments;

/// <summary>What a choice of target, config and overrides comes to: the settings of one run, or of each run of a matrix.</summary>
/// <param name="Template">The settings as they are written, before the matrix's values are set into them.</param>
/// <param name="Matrix">The keys with their values; empty when there is no matrix.</param>
/// <param name="Cells">The settings of each run, in order: the first key varies slowest. Never empty.</param>
public sealed record SettingsPlan(
    RunSettings Template,
    IReadOnlyList<MatrixAxis> Matrix,
    IReadOnlyList<RunSettings> Cells
);
