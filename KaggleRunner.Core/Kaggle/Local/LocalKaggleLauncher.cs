using System.Net;
using System.Net.Http.Headers;
using KaggleRunner.Core.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KaggleRunner.Core.Kaggle;

/// <summary>Finds the local Kaggle of this home, or starts it: a process of its own, which outlives this one.</summary>
public sealed partial class LocalKaggleLauncher : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly LocalKaggleFolder _folder;
    private readonly LocalKaggleOptions _options;
    private readonly IHttpClientFactory _clients;
    private readonly TimeProvider _time;
    private readonly ILogger<LocalKaggleLauncher> _logger;
    private readonly SemaphoreSlim _starting = new(1);

    public LocalKaggleLauncher(
        RunnerHome home,
        IOptions<LocalKaggleOptions> options,
        IHttpClientFactory clients,
        TimeProvider time,
        ILogger<LocalKaggleLauncher> logger
    )
    {
        _folder = new LocalKaggleFolder(home.LocalKaggle);
        _options = options.Value;
        _clients = clients;
        _time = time;
        _logger = logger;
    }

    /// <summary>The address of the running local Kaggle, with a final slash; starts it when none runs.</summary>
    /// <exception cref="RunnerException">It does not start.</exception>
    public async Task<Uri> EnsureAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken).ConfigureAwait(false) is { } running)
        {
            return running;
        }

        await _starting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await FindAsync(cancellationToken).ConfigureAwait(false)
                ?? await StartAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Where it answers now; null when none runs.</summary>
    public Task<Uri?> FindAsync(CancellationToken cancellationToken) =>
        FindAsync(_options.ProbeTimeout, cancellationToken);

    /// <summary>Asks it to stop and waits until it has; nothing happens when none runs.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // One that is only slow must not be taken for one that is gone.
        if (await FindAsync(_options.StartTimeout, cancellationToken).ConfigureAwait(false) is not { } address)
        {
            return;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "shutdown"));
        request.Headers.TryAddWithoutValidation("Authorization", ReadKey().Authorization);
        request.Content = new ByteArrayContent("{}"u8.ToArray());
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (await TrySendAsync(request, _options.StartTimeout, cancellationToken).ConfigureAwait(false) is { } status)
        {
            Log.AskedToStop(_logger, address, (int)status);
        }

        await WaitAsync(
                async () =>
                    await FindAsync(cancellationToken).ConfigureAwait(false) is null
                    && !await _folder.IsHeldAsync().ConfigureAwait(false),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>The user name and the Authorization header of the local account.</summary>
    internal (string User, string Authorization) ReadKey() => _folder.ReadKey();

    private async Task<Uri> StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder.Path);
        var logStart = _folder.LogLength();
        await LocalKaggleProcess.StartAsync(_options, _folder, cancellationToken).ConfigureAwait(false);

        // Of several that start at once one wins, and the others leave: its address serves all.
        Uri? found = null;
        await WaitAsync(
                async () => (found = await FindAsync(cancellationToken).ConfigureAwait(false)) is not null,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (found is null)
        {
            throw DidNotStart(_folder.LogTail(logStart));
        }

        Log.Started(_logger, found);
        return found;
    }

    private RunnerException DidNotStart(string tail) =>
        new(
            $"The local Kaggle did not answer within {_options.StartTimeout.TotalSeconds:0} s of its start."
                + (tail.Length == 0 ? "" : $" Its last words: {tail}"),
            $"See {_folder.Log}."
        );

    private async Task WaitAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();
        while (!await condition().ConfigureAwait(false) && _time.GetElapsedTime(start) < _options.StartTimeout)
        {
            await Task.Delay(Pause, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Uri?> FindAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (_folder.ReadAddress() is not { } address)
        {
            return null;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "healthz"));
        var status = await TrySendAsync(request, patience, cancellationToken, "kaggle-runner-local-kaggle")
            .ConfigureAwait(false);
        return status == HttpStatusCode.OK ? address : null;
    }

    /// <summary>The answer's status; null when there is none in time, or it does not say <paramref name="expected"/>.</summary>
    private async Task<HttpStatusCode?> TrySendAsync(
        HttpRequestMessage request,
        TimeSpan timeout,
        CancellationToken cancellationToken,
        string expected = ""
    )
    {
        using var late = new CancellationTokenSource(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var client = _clients.CreateClient(request.Method == HttpMethod.Post ? KaggleHttp.Once : KaggleHttp.Stream);
            using var response = await client.SendAsync(request, either.Token).ConfigureAwait(false);
            var text = await response.Content.ReadAsStringAsync(either.Token).ConfigureAwait(false);
            return text.Contains(expected, StringComparison.Ordinal) ? response.StatusCode : null;
        }
        catch (Exception e)
            when (e is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => _starting.Dispose();

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The local Kaggle was started at {Address}")]
        public static partial void Started(ILogger logger, Uri address);

        [LoggerMessage(
            Level = LogLevel.Information,
            Message = "The local Kaggle at {Address} was asked to stop: {Status}"
        )]
        public static partial void AskedToStop(ILogger logger, Uri address, int status);
    }
}
