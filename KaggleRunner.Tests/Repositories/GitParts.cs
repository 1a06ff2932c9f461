using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Repositories.Reach;
using Microsoft.Extensions.Logging.Abstractions;

namespace KaggleRunner.Tests.Repositories;

/// <summary>The product's parts over git, put together by hand.</summary>
internal static class GitParts
{
    public static GitProgram Program { get; } = new(NullLogger<GitProgram>.Instance, TimeProvider.System);
    public static ProjectLocator Locator { get; } = new(Program);
    public static WorkingTree WorkingTree { get; } = new(Program);
    public static CloneProbe Probe { get; } = new(Program, TimeProvider.System);
    public static GitSync Sync { get; } =
        new(Program, WorkingTree, Probe, TimeProvider.System, NullLogger<GitSync>.Instance);
    public static SyncPreviewer Previewer { get; } = new(Program);
    public static SourcePack Pack { get; } = new(Program);
    public static ResultsExclusion Exclusion { get; } = new(Program, NullLogger<ResultsExclusion>.Instance);

    public static Task<WorkingTreeStatus> InspectAsync(TestRepository repository) =>
        WorkingTree.InspectAsync(repository.Project, TestContext.Current.CancellationToken);

    public static Task<Revision> PushAsync(TestRepository repository, params string[] paths) =>
        Sync.SyncAsync(
            repository.Project,
            new()
            {
                Mode = SyncMode.Push,
                Paths = paths,
                CommitMessage = "from the run",
            },
            TestContext.Current.CancellationToken
        );

    public static Task<Revision> NoneAsync(TestRepository repository) =>
        Sync.SyncAsync(repository.Project, new() { Mode = SyncMode.None }, TestContext.Current.CancellationToken);
}
