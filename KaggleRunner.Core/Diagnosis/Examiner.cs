using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Diagnosis;

/// <summary>
/// Looks at all that a run needs and says of each part whether it works: git, the repository, its remote, Python, the
/// local Kaggle and the accounts. Changes nothing; starts the local Kaggle when it does not run; asks the remote, and
/// Kaggle only when told to.
/// </summary>
public sealed class Examiner
{
    private readonly IReadOnlyList<IExamination> _examinations;

    public Examiner(
        RunnerHome home,
        GitProgram git,
        ProjectLocator projects,
        WorkingTree tree,
        LocalKaggleLauncher launcher,
        KaggleAccounts accounts,
        TimeProvider time
    )
    {
        _examinations =
        [
            new GitExamination(git, home),
            new RepositoryExamination(projects, tree),
            new RemoteExamination(git, projects, tree),
            new PythonExamination(home),
            new LocalKaggleExamination(home, launcher, accounts, time),
            new AccountExamination(accounts),
            new HomeExamination(home),
        ];
    }

    /// <summary>All findings, in an order that does not change.</summary>
    public async Task<IReadOnlyList<Finding>> ExamineAsync(ExaminationScope scope, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(_examinations.Select(one => one.ExamineAsync(scope, cancellationToken)))
            .ConfigureAwait(false);
        return [.. found.SelectMany(findings => findings)];
    }
}
