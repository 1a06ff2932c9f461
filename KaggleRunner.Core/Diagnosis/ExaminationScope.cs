namespace KaggleRunner.Core.Diagnosis;

/// <summary>What is to be looked at.</summary>
/// <param name="ProjectFolder">A folder of the repository; null: none.</param>
/// <param name="AskKaggle">Sends the credentials found to Kaggle, to see whether they work: only when the user said so.</param>
public sealed record ExaminationScope(string? ProjectFolder, bool AskKaggle = false);
