namespace KaggleRunner.Core.Kaggle;

/// <summary>Reads the whole body inside the resilience handler, so that one cut short is repeated like a lost answer.</summary>
internal sealed class BufferingHandler(long largest) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            CondensedContent.Apply(request, response);
            await response.Content.LoadIntoBufferAsync(largest, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
