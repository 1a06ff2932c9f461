using System.Collections.Concurrent;

namespace KaggleRunner.Core.Repositories.Reach;

/// <summary>
/// Asks a server what a kernel would ask it: without credentials, helpers, cookies or questions, and for a short time only.
/// Answers are kept for a while.
/// </summary>
public sealed class CloneProbe(GitProgram git, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AnswerHolds = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan SilenceHolds = TimeSpan.FromMinutes(1);

    private static readonly string[] SaysNo =
    [
        "terminal prompts disabled",
        "could not read Username",
        "Authentication failed",
        "returned error: 401",
        "returned error: 403",
        "returned error: 404",
        "not found",
    ];

    private readonly ConcurrentDictionary<string, Question> _asked = new(StringComparer.Ordinal);

    /// <summary>What is known now, without waiting: the server is asked in the background when nothing is.</summary>
    public CloneReach Peek(string? cloneUrl) => cloneUrl is null ? CloneReach.None : QuestionFor(cloneUrl).Known;

    /// <summary>The server's answer, or <see cref="CloneReach.NoAnswer"/> after five seconds without one.</summary>
    public Task<CloneReach> LookAsync(string? cloneUrl, CancellationToken cancellationToken) =>
        cloneUrl is null ? Task.FromResult(CloneReach.None) : QuestionFor(cloneUrl).Answer.WaitAsync(cancellationToken);

    private Question QuestionFor(string url)
    {
        if (_asked.TryGetValue(url, out var asked) && !IsOld(asked))
        {
            return asked;
        }

        // Not tied to the one who asked first: others wait for the same answer.
        return _asked[url] = new Question(() => AskAsync(url), time.GetTimestamp());
    }

    private bool IsOld(Question asked) =>
        asked.Known != CloneReach.Unknown
        && time.GetElapsedTime(asked.At) > (asked.Known == CloneReach.NoAnswer ? SilenceHolds : AnswerHolds);

    private async Task<CloneReach> AskAsync(string url)
    {
        var nowhere = Directory.CreateTempSubdirectory("kaggle-runner-probe-");
        try
        {
            using var limit = new CancellationTokenSource(Limit, time);
            var command = new GitCommand(nowhere.FullName, ["ls-remote", "--quiet", "--end-of-options", url, "HEAD"])
            {
                Variables = Anonymous(nowhere.FullName),
                Configuration = await ProxyAsync(nowhere.FullName).ConfigureAwait(false),
            };
            var result = await git.RunAsync(command, limit.Token).ConfigureAwait(false);
            return result.Succeeded ? CloneReach.Public
                : SaysNo.Any(words => result.Error.Contains(words, StringComparison.OrdinalIgnoreCase))
                    ? CloneReach.Private
                : CloneReach.NoAnswer;
        }
        catch (Exception e) when (e is OperationCanceledException or Common.RunnerException or IOException)
        {
            return CloneReach.NoAnswer;
        }
        finally
        {
            nowhere.Delete(recursive: true);
        }
    }

    // Neither the user's configuration, nor a .netrc, nor a repository around the folder has a say.
    private static Dictionary<string, string?> Anonymous(string nowhere) =>
        new(StringComparer.Ordinal)
        {
            ["HOME"] = nowhere,
            ["XDG_CONFIG_HOME"] = nowhere,
            ["GIT_CONFIG_GLOBAL"] = "/dev/null",
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_CEILING_DIRECTORIES"] = Path.GetDirectoryName(nowhere),
            ["GIT_ASKPASS"] = null,
            ["SSH_ASKPASS"] = null,
            ["GIT_ALLOW_PROTOCOL"] = "http:https",
            ["GIT_HTTP_LOW_SPEED_LIMIT"] = "1",
            ["GIT_HTTP_LOW_SPEED_TIME"] = "4",
        };

    // How the user's machine gets to the network says nothing of who he is.
    private async Task<IReadOnlyList<KeyValuePair<string, string>>> ProxyAsync(string folder)
    {
        var proxy = await git.TryReadAsync(folder, ["config", "--get", "http.proxy"], CancellationToken.None)
            .ConfigureAwait(false);
        return proxy is null ? [] : [new("http.proxy", proxy)];
    }

    private sealed class Question
    {
        private volatile CloneReach _known;

        public Question(Func<Task<CloneReach>> ask, long at)
        {
            At = at;
            Answer = Task.Run(async () => _known = await ask().ConfigureAwait(false));
        }

        public long At { get; }
        public Task<CloneReach> Answer { get; }
        public CloneReach Known => _known;
    }
}
