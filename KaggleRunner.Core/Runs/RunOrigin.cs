namespace KaggleRunner.Core.Runs;

/// <summary>Who started the version that a run watches.</summary>
public enum RunOrigin
{
    /// <summary>This home: the run pushed it.</summary>
    Launched,

    /// <summary>Another machine or home, with a script of ours: its records tell of tests and verdict.</summary>
    Adopted,

    /// <summary>Anybody, with a script that was not made by Kaggle Runner: only Kaggle's status tells how it ended.</summary>
    Foreign,
}
