using KaggleRunner.Core.Common;
using KaggleRunner.Core.History.Tests;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Core.History.Comparison;

/// <summary>Compares runs by what stands in their folders; commits between them are asked of the repository.</summary>
public sealed class RunComparer(OutputStore outputs, OutputHashes hashes, GitProgram git)
{
    public const int Fewest = 2;
    public const int Most = 10;

    /// <exception cref="RunnerException">There are fewer than two runs, more than ten, or one twice.</exception>
    public async Task<RunComparison> CompareAsync(IReadOnlyList<Run> runs, CancellationToken cancellationToken)
    {
        if (runs.Count is < Fewest or > Most || runs.DistinctBy(run => run.Id).Count() != runs.Count)
        {
            throw new RunnerException($"{Fewest} to {Most} different runs can be compared.", "Name their numbers.");
        }

        var records = runs.Select(run => RunRecords.Read(run.Folder)).ToList();
        var tests = TestComparison.Of([.. runs.Select(run => FolderTests.Read(run.Folder))]);
        var environments = records.ConvertAll(EnvironmentFacts.Of);
        return new RunComparison
        {
            Runs = runs,
            Settings = SettingsComparison.Of(runs),
            Commits = await new CommitReader(git).ReadAsync(runs, cancellationToken).ConfigureAwait(false),
            Scripts = ScriptComparison.Of(runs),
            Environment = Table.Differing([.. environments.Select(e => e.Session)]),
            Packages = Table.DifferingWhereKnown([.. environments.Select(e => e.Packages)]),
            HasPackages = [.. environments.Select(e => e.Packages is not null)],
            Metrics = MetricComparison.Of(records),
            Tests = [.. tests.Where(test => test.Change != TestChange.Same)],
            SameTests = tests.Count(test => test.Change == TestChange.Same),
            Files = await FileComparison.OfAsync(runs, outputs, hashes, cancellationToken).ConfigureAwait(false),
        };
    }
}
