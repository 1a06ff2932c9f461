using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Diagnosis;

/// <summary>The working tree: what is uncommitted and unpushed, and what stands in the way.</summary>
internal sealed class RepositoryExamination(ProjectLocator projects, WorkingTree tree) : IExamination
{
    public async Task<IReadOnlyList<Finding>> ExamineAsync(ExaminationScope scope, CancellationToken cancellationToken)
    {
        if (scope.ProjectFolder is not { } folder)
        {
            return [];
        }

        try
        {
            var project = await projects.OpenAsync(folder, cancellationToken).ConfigureAwait(false);
            var status = await tree.InspectAsync(project, cancellationToken).ConfigureAwait(false);
            var words = string.Create(
                CultureInfo.InvariantCulture,
                $"{project.Root} on {status.Branch ?? "no branch"}, {Count(status.Changes.Count, "change")}, {Count(status.Ahead, "commit")} not pushed"
            );
            return
            [
                status.Obstacle is { } obstacle
                    ? new Finding("repository", FindingKind.Problem, words, obstacle)
                    : new Finding("repository", FindingKind.Ok, words),
            ];
        }
        catch (RunnerException e)
        {
            return [new Finding("repository", FindingKind.Problem, e.Message, e.Remedy)];
        }
    }

    private static string Count(int number, string one) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {one}{(number == 1 ? "" : "s")}");
}
