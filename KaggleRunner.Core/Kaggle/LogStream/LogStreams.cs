using System.Runtime.CompilerServices;
using System.Text.Json;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle.Protocol;

namespace KaggleRunner.Core.Kaggle;

/// <summary>
/// Opens a session's log: a stream of events while it runs, an array of the same objects once it has ended. Which one
/// it is shows in the first byte.
/// </summary>
internal sealed class LogStreams(KaggleTransport transport, TimeSpan idleTimeout)
{
    private const int LargestError = 64 * 1024;

    public async IAsyncEnumerable<LogEvent> ReadAsync(
        KernelRef kernel,
        int version,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var call = new KaggleCall(transport.Account, "the log stream", Kernel: kernel, Version: version);
        using var response = await OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var idle = new IdleTimeoutStream(body, idleTimeout, transport.Time);
        await using var closing = idle.ConfigureAwait(false);
        var events = ReadBodyAsync(call, new PeekedStream(idle), (int)response.StatusCode, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        await using (events.ConfigureAwait(false))
        {
            while (await MoveNextAsync(call, events, cancellationToken).ConfigureAwait(false))
            {
                yield return events.Current;
            }
        }
    }

    private async Task<HttpResponseMessage> OpenAsync(KaggleCall call, CancellationToken cancellationToken)
    {
        var address = transport.Addresses.ForKernel(
            "kernels/logs/stream",
            call.Kernel!.Value,
            $"?versionLabel={VersionLabel.Of(call.Version!.Value)}"
        );
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Accept.ParseAdd("*/*");

        // A server may hold the headers back until there is something to tell.
        using var idle = new CancellationTokenSource(idleTimeout, transport.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            response = await transport.SendAsync(call, KaggleHttp.Stream, request, either.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                AnswerReader.Check(call, await transport.ReadAsync(call, response, either.Token).ConfigureAwait(false));
            }

            return response;
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            response?.Dispose();
            throw Ended(call, wasIdle: true, e);
        }
        catch
        {
            response?.Dispose();
            throw;
        }
    }

    private static async IAsyncEnumerable<LogEvent> ReadBodyAsync(
        KaggleCall call,
        PeekedStream body,
        int status,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        switch (await body.PeekAsync(cancellationToken).ConfigureAwait(false))
        {
            case (byte)'[':
                var payloads = JsonSerializer.DeserializeAsyncEnumerable(
                    body,
                    KaggleJson.Default.LogPayload,
                    cancellationToken
                );
                await foreach (var payload in payloads.ConfigureAwait(false))
                {
                    if (payload is { IsEvent: true })
                    {
                        yield return payload.ToEvent();
                    }
                }

                break;
            case (byte)'{' or (byte)'<':
                var beginning = await body.ReadUpToAsync(LargestError, cancellationToken).ConfigureAwait(false);
                AnswerReader.Check(call, new RawAnswer(status, RetryAfter: null, beginning));
                throw Ended(call, wasIdle: false);
            default:
                var events = new SseLogReader(body);
                await foreach (var e in events.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    yield return e;
                }

                if (!events.Ended)
                {
                    throw Ended(call, wasIdle: false);
                }

                break;
        }
    }

    private static async ValueTask<bool> MoveNextAsync(
        KaggleCall call,
        IAsyncEnumerator<LogEvent> events,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await events.MoveNextAsync().ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw Ended(call, wasIdle: true, e);
        }
        catch (Exception e)
            when (e is HttpRequestException or IOException or JsonException or InvalidDataException
                && !cancellationToken.IsCancellationRequested
            )
        {
            throw Ended(call, wasIdle: false, e);
        }
    }

    private static LogStreamEndedException Ended(KaggleCall call, bool wasIdle, Exception? inner = null) =>
        new(
            wasIdle
                ? $"The log of {call.Subject} has been silent for too long."
                : $"The log of {call.Subject} ended before its end was told.",
            call.Facts(),
            wasIdle,
            inner
        );
}
