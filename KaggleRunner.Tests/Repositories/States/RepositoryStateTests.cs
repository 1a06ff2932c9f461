using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Tests.Repositories.States;

public sealed class RepositoryStateTests : IClassFixture<ManyFiles>
{
    public static TheoryData<string, SyncMode> Cells()
    {
        var cells = new TheoryData<string, SyncMode>();
        foreach (var state in RepositoryStates.All)
        {
            foreach (var mode in Enum.GetValues<SyncMode>())
            {
                cells.Add(state.Name, mode);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Each_state_gets_the_right_result_or_a_way_out_and_loses_nothing(string name, SyncMode mode)
    {
        var state = RepositoryStates.All.Single(state => state.Name == name);
        await using var repository = await StateRepository.CreateAsync();
        await state.Build(repository);
        var before = await RepositoryTraces.TakeAsync(repository);

        var (revision, refusal) = await TryAsync(repository, mode);

        repository.Unsettle?.Invoke();
        var after = await RepositoryTraces.TakeAsync(repository);
        var expected = state.Expected(mode);
        if (refusal is not null)
        {
            expected.Should().StartWith("✗ ", refusal);
            refusal.Should().Contain(expected[2..]);
        }
        else
        {
            RepositoryTraces.Describe(before, after, revision!).Should().Be(expected);
            await RunsWhatIsSeenAsync(repository, mode, expected, revision!);
        }

        NothingIsLost(before, after, mode, expected);
    }

    [Fact]
    public async Task The_table_of_the_documentation_is_the_table_of_these_tests()
    {
        var page = await File.ReadAllTextAsync(
            Path.Combine(Programs.Root, "docs", "git-sync.md"),
            TestContext.Current.CancellationToken
        );

        page.Should().Contain(Table());
    }

    private static string Table() =>
        "| state | `push` | `snapshot` | `bundle` | `none` |\n|---|---|---|---|---|\n"
        + string.Concat(
            RepositoryStates.All.Select(state =>
                $"| {state.Name} | {state.Push} | {state.Snapshot} | {state.Bundle} | {state.None} |\n"
            )
        );

    private static async Task<(Revision?, string?)> TryAsync(StateRepository repository, SyncMode mode)
    {
        try
        {
            return (await repository.SyncAsync(mode), null);
        }
        catch (RunnerException e)
        {
            return (null, e.Sentence);
        }
    }

    private static async Task RunsWhatIsSeenAsync(
        StateRepository repository,
        SyncMode mode,
        string expected,
        Revision revision
    )
    {
        revision.Transport.Should().Be(mode == SyncMode.Bundle ? RevisionTransport.Bundle : revision.Transport);
        if (mode != SyncMode.None && expected != "the last commit")
        {
            var seen = await File.ReadAllTextAsync(Path.Combine(repository.Root, "train.py"));
            (await repository.GitAsync("show", $"{revision.Sha}:train.py")).Should().Be(seen.TrimEnd('\n'));
            var paths = await repository.GitAsync("ls-tree", "-r", "--name-only", revision.Sha);
            foreach (var path in new[] { "new.py", "left/b.py", "lib", "out", "more.bin" })
            {
                var isHere =
                    Path.Exists(Path.Combine(repository.Root, path))
                    || new FileInfo(Path.Combine(repository.Root, path)).LinkTarget is not null;
                (paths.Split('\n').Contains(path) || !isHere).Should().BeTrue($"{path} is in the working tree");
            }
        }
    }

    private static void NothingIsLost(RepositoryTraces before, RepositoryTraces after, SyncMode mode, string expected)
    {
        after.Files.Should().Be(before.Files);
        before.Remote.Keys.Should().BeSubsetOf(after.Remote.Keys);
        if (mode != SyncMode.Push)
        {
            (after with { Remote = before.Remote })
                .Should()
                .Be(before, "only push may touch index, branch, stash and reflog");
        }

        var mayCommit = mode == SyncMode.Push && !expected.StartsWith("✗ Another", StringComparison.Ordinal);
        (mayCommit || after.Head == before.Head).Should().BeTrue();
        foreach (var (name, sha) in before.Remote)
        {
            (after.Remote[name] == sha || mode == SyncMode.Push).Should().BeTrue($"{name} is not ours");
        }
    }
}
