namespace KaggleRunner.Core.Experiments;

/// <summary>One key of a matrix with the values that it goes through; a run is made of each combination of all keys.</summary>
public sealed record MatrixAxis(string Key, IReadOnlyList<string> Values)
{
    /// <summary>The variable in which every target finds its run's value.</summary>
    public string Variable => VariableOf(Key);

    internal static string VariableOf(string key) => "KAGGLE_RUNNER_MATRIX_" + key.ToUpperInvariant().Replace('-', '_');
}
