using KaggleRunner.Tests.Repositories;

namespace KaggleRunner.Tests.Browser;

/// <summary>Repositories as a newcomer has them: the sample, committed and pushed to a remote.</summary>
internal static class SampleRepository
{
    public static async Task<TestRepository> CreateAsync(string name, params (string Path, string Text)[] more)
    {
        var repository = await TestRepository.CreateAsync(name);
        foreach (var file in Directory.EnumerateFiles(Programs.Sample, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(Programs.Sample, file);
            if (!path.Contains("__pycache__", StringComparison.Ordinal))
            {
                repository.Write(path, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            }
        }

        await repository.CommitAsync("Begin", more);
        await repository.AddRemoteAsync();
        await repository.GitAsync("push", "--quiet", "--set-upstream", "origin", "main");
        return repository;
    }
}
