using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Diagnosis;

/// <summary>The folder for Kaggle Runner's own data.</summary>
internal sealed class HomeExamination(RunnerHome home) : IExamination
{
    public Task<IReadOnlyList<Finding>> ExamineAsync(ExaminationScope scope, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Finding>>([new Finding("home", FindingKind.Ok, home.Root)]);
}
