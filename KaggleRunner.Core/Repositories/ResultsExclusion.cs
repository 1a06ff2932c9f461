using Microsoft.Extensions.Logging;

namespace KaggleRunner.Core.Repositories;

/// <summary>Keeps the results folder out of the user's own <c>git status</c> and <c>git add</c>, without touching a tracked file.</summary>
public sealed partial class ResultsExclusion(GitProgram git, ILogger<ResultsExclusion> logger)
{
    private const string Pattern = $"/{RepositoryLayout.Results}/";

    /// <summary>Adds the folder to <c>info/exclude</c> once. A repository that cannot be written to is left alone.</summary>
    public async Task EnsureAsync(Project project, CancellationToken cancellationToken)
    {
        var relative = await git.ReadAsync(project.Root, ["rev-parse", "--git-path", "info/exclude"], cancellationToken)
            .ConfigureAwait(false);
        var path = Path.GetFullPath(Path.Combine(project.Root, relative));
        try
        {
            var text = File.Exists(path)
                ? await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false)
                : "";
            if (!text.Split('\n').Select(line => line.TrimEnd()).Contains(Pattern, StringComparer.Ordinal))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                var gap = text.Length == 0 || text.EndsWith('\n') ? "" : "\n";
                await File.AppendAllTextAsync(path, $"{gap}{Pattern}\n", cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotExcluded(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The results folder could not be excluded from git")]
        public static partial void NotExcluded(ILogger logger, Exception exception);
    }
}
