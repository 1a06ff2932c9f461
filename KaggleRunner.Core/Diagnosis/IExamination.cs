namespace KaggleRunner.Core.Diagnosis;

/// <summary>Looks at one part of what a run needs.</summary>
internal interface IExamination
{
    Task<IReadOnlyList<Finding>> ExamineAsync(ExaminationScope scope, CancellationToken cancellationToken);
}
