namespace KaggleRunner.Core.Results;

public enum OutputFate
{
    /// <summary>It stands in the run's folder.</summary>
    Collected,

    /// <summary>Larger than the settings let pass.</summary>
    TooLarge,

    /// <summary>Its name is not safe to use.</summary>
    Refused,

    /// <summary>It could not be downloaded.</summary>
    Failed,

    /// <summary>The patterns of the settings leave it on Kaggle.</summary>
    NotChosen,

    /// <summary>As much came home as the settings let pass.</summary>
    OverTotal,

    /// <summary>It was still to come when the collection was interrupted.</summary>
    Pending,
}
