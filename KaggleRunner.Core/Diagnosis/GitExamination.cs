using System.Text.RegularExpressions;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Diagnosis;

/// <summary>The git program and the identity with which it commits.</summary>
internal sealed partial class GitExamination(GitProgram git, RunnerHome home) : IExamination
{
    /// <summary>The first with <c>GIT_CONFIG_COUNT</c>, by which reading a repository is made harmless.</summary>
    private static readonly Version Oldest = new(2, 31);

    public async Task<IReadOnlyList<Finding>> ExamineAsync(ExaminationScope scope, CancellationToken cancellationToken)
    {
        try
        {
            var said = await git.ReadAsync(home.Root, ["--version"], cancellationToken).ConfigureAwait(false);
            return
            [
                Judge(said),
                await IdentityAsync(scope.ProjectFolder ?? home.Root, cancellationToken).ConfigureAwait(false),
            ];
        }
        catch (RunnerException e)
        {
            return [new Finding("git", FindingKind.Problem, e.Message, e.Remedy)];
        }
    }

    private static Finding Judge(string said) =>
        Number().Match(said) is { Success: true } match
        && Version.TryParse(match.Value, out var version)
        && version < Oldest
            ? new Finding("git", FindingKind.Problem, $"{said} is too old.", $"Install git {Oldest} or newer.")
            : new Finding("git", FindingKind.Ok, said);

    private async Task<Finding> IdentityAsync(string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            folder = home.Root;
        }

        var who = await git.TryReadAsync(folder, ["var", "GIT_AUTHOR_IDENT"], cancellationToken).ConfigureAwait(false);
        var name = await git.TryReadAsync(folder, ["config", "--get", "user.name"], cancellationToken)
            .ConfigureAwait(false);
        return who is not null && name is not null
            ? new Finding("identity", FindingKind.Ok, $"commits are made as {Time().Replace(who, "")}")
            : new Finding(
                "identity",
                FindingKind.Warning,
                "git does not know your name and e-mail: it cannot commit for you, or under a made-up name only.",
                "git config --global user.name \"Your Name\" && git config --global user.email you@example.org"
            );
    }

    [GeneratedRegex(@"\d+\.\d+(\.\d+)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    // "Name <mail> 1700000000 +0100"
    [GeneratedRegex(@" \d+ [+-]\d{4}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();
}
