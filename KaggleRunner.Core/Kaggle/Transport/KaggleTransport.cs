using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle.Protocol;

namespace KaggleRunner.Core.Kaggle;

/// <summary>Sends one account's requests; every failure leaves as an exception of Kaggle's own.</summary>
internal sealed class KaggleTransport(
    IHttpClientFactory clients,
    TimeProvider time,
    AccountSession session,
    AddressRules addresses,
    RequestGate gate,
    KaggleOptions options
)
{
    public KaggleAccount Account => session.Account;
    public AddressRules Addresses => addresses;
    public TimeProvider Time => time;

    public Task<TAnswer> CallAsync<TRequest, TAnswer>(
        Rpc<TRequest, TAnswer> rpc,
        TRequest request,
        KernelRef? kernel,
        int? version,
        CancellationToken cancellationToken
    ) => CallAsync(rpc, request, kernel, version, logMark: null, cancellationToken);

    /// <param name="logMark">Not null for answers that carry a log: only whether it has this mark is kept of it.</param>
    public async Task<TAnswer> CallAsync<TRequest, TAnswer>(
        Rpc<TRequest, TAnswer> rpc,
        TRequest request,
        KernelRef? kernel,
        int? version,
        string? logMark,
        CancellationToken cancellationToken
    )
    {
        var call = new KaggleCall(Account, rpc.Method, rpc.Changes, kernel, version);
        using var message = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri($"{Account.ApiBase}/{rpc.Service}/{rpc.Method}")
        );
        message.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, rpc.Request));
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        message.Headers.Accept.ParseAdd("application/json");
        if (logMark is not null)
        {
            message.Options.Set(CondensedContent.Mark, logMark);
        }

        var name = rpc.Changes ? KaggleHttp.Once : KaggleHttp.Read;
        using var response = await SendAsync(call, name, message, cancellationToken).ConfigureAwait(false);
        var answer = await ReadAsync(call, response, cancellationToken).ConfigureAwait(false);
        try
        {
            return AnswerReader.Read(call, answer, rpc.Answer);
        }
        catch (KaggleRateLimitedException e)
        {
            // Also one that came under HTTP 200.
            gate.Refused(e.RetryAfter);
            throw;
        }
    }

    /// <summary>
    /// Sends a request, with the account's credentials where they may go; returns when the headers are there. Waits
    /// while the account's gate is closed, and repeats what was refused for the number of requests, or for credentials
    /// that have a successor: neither had any effect.
    /// </summary>
    public async Task<HttpResponseMessage> SendAsync(
        KaggleCall call,
        string clientName,
        HttpRequestMessage message,
        CancellationToken cancellationToken
    )
    {
        if (!addresses.MaySendCredentials(message.RequestUri!))
        {
            return await SendAnonymouslyAsync(call, clientName, message, cancellationToken).ConfigureAwait(false);
        }

        var request = message;
        for (var attempt = 0; ; attempt++)
        {
            var used = session.Account.Authorization;
            if (used.Length > 0)
            {
                request.Headers.TryAddWithoutValidation("Authorization", used);
            }

            await EnterAsync(call, cancellationToken).ConfigureAwait(false);
            var response = await SendAnonymouslyAsync(call, clientName, request, cancellationToken)
                .ConfigureAwait(false);
            if (!await MayRepeatAsync(response, used, attempt, cancellationToken).ConfigureAwait(false))
            {
                return response;
            }

            response.Dispose();
            request = Copy(message);
        }
    }

    /// <summary>Sends a request once, without the account's credentials: to an address that is a credential itself.</summary>
    public async Task<HttpResponseMessage> SendAnonymouslyAsync(
        KaggleCall call,
        string clientName,
        HttpRequestMessage message,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await clients
                .CreateClient(clientName)
                .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (ConnectionErrors.IsConnectionFailure(e) && !cancellationToken.IsCancellationRequested)
        {
            throw ConnectionErrors.From(call, e);
        }
    }

    /// <summary>Reads the whole body.</summary>
    public async Task<RawAnswer> ReadAsync(
        KaggleCall call,
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return new RawAnswer((int)response.StatusCode, RetryAfter.Of(response, time), body);
        }
        catch (Exception e) when (ConnectionErrors.IsConnectionFailure(e) && !cancellationToken.IsCancellationRequested)
        {
            throw ConnectionErrors.From(call, e);
        }
    }

    private async Task EnterAsync(KaggleCall call, CancellationToken cancellationToken)
    {
        var closed = await gate.EnterAsync(call.Changes, options.LongestRetryAfter, cancellationToken)
            .ConfigureAwait(false);
        if (closed is { } wait)
        {
            throw KaggleErrors.From(call, 429, "it asked this account to wait a moment ago", wait);
        }
    }

    private async Task<bool> MayRepeatAsync(
        HttpResponseMessage response,
        string used,
        int attempt,
        CancellationToken cancellationToken
    )
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.TooManyRequests:
                var closed = gate.Refused(RetryAfter.Of(response, time));
                return closed <= options.LongestRetryAfter && attempt < options.Retries;
            case HttpStatusCode.Unauthorized when attempt == 0:
                return await session.TryRenewAsync(used, cancellationToken).ConfigureAwait(false);
            default:
                gate.Accepted();
                return false;
        }
    }

    /// <summary>A message may be sent once only; its content may be sent again.</summary>
    private static HttpRequestMessage Copy(HttpRequestMessage message)
    {
        var copy = new HttpRequestMessage(message.Method, message.RequestUri) { Content = message.Content };
        foreach (var (name, values) in message.Headers)
        {
            if (!string.Equals(name, "Authorization", StringComparison.OrdinalIgnoreCase))
            {
                copy.Headers.TryAddWithoutValidation(name, values);
            }
        }

        if (message.Options.TryGetValue(CondensedContent.Mark, out var mark))
        {
            copy.Options.Set(CondensedContent.Mark, mark);
        }

        return copy;
    }
}
