using System.Net.Http.Headers;
using System.Text.Json;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle.Protocol;

namespace KaggleRunner.Core.Kaggle;

/// <summary>Sends one account's requests; every failure leaves as an exception of Kaggle's own.</summary>
internal sealed class KaggleTransport(
    IHttpClientFactory clients,
    TimeProvider time,
    KaggleAccount account,
    AddressRules addresses
)
{
    public KaggleAccount Account => account;
    public AddressRules Addresses => addresses;
    public TimeProvider Time => time;

    public async Task<TAnswer> CallAsync<TRequest, TAnswer>(
        Rpc<TRequest, TAnswer> rpc,
        TRequest request,
        KernelRef? kernel,
        int? version,
        CancellationToken cancellationToken
    )
    {
        var call = new KaggleCall(account, rpc.Method, rpc.Changes, kernel, version);
        using var message = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri($"{account.ApiBase}/{rpc.Service}/{rpc.Method}")
        );
        message.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, rpc.Request));
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        message.Headers.Accept.ParseAdd("application/json");
        var name = rpc.Changes ? KaggleHttp.Once : KaggleHttp.Read;
        using var response = await SendAsync(call, name, message, cancellationToken).ConfigureAwait(false);
        return AnswerReader.Read(
            call,
            await ReadAsync(call, response, cancellationToken).ConfigureAwait(false),
            rpc.Answer
        );
    }

    /// <summary>Sends a request, with the account's credentials where they may go; returns when the headers are there.</summary>
    public Task<HttpResponseMessage> SendAsync(
        KaggleCall call,
        string clientName,
        HttpRequestMessage message,
        CancellationToken cancellationToken
    )
    {
        if (addresses.MaySendCredentials(message.RequestUri!))
        {
            message.Headers.TryAddWithoutValidation("Authorization", account.Authorization);
        }

        return SendAnonymouslyAsync(call, clientName, message, cancellationToken);
    }

    /// <summary>Sends a request to an address that is a credential itself.</summary>
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
}
