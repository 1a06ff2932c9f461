using Microsoft.AspNetCore.Http.Features;

namespace KaggleRunner.LocalKaggle.Faults;

internal static class WrappedBody
{
    /// <summary>Sends all that is answered meanwhile, files too, through <paramref name="body"/>.</summary>
    public static async Task WithBodyAsync(this HttpContext context, Stream body, Func<Task> handle)
    {
        var own = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var wrapped = new StreamResponseBodyFeature(body, own);
        context.Features.Set<IHttpResponseBodyFeature>(wrapped);
        try
        {
            await handle();
            await wrapped.Writer.FlushAsync();
        }
        finally
        {
            context.Features.Set(own);
        }
    }
}
