using KaggleRunner.LocalKaggle.Faults.Streams;

namespace KaggleRunner.LocalKaggle.Faults;

/// <summary>Faults in the body of an answer that was rightly made.</summary>
internal sealed class BodyFaults(
    FaultSwitch faults,
    StreamFaults streams,
    DownloadFaults downloads,
    ClockSkew skew,
    IHostApplicationLifetime lifetime
)
{
    public async Task HandleAsync(HttpContext context, FaultCall call, RequestDelegate next)
    {
        if (Choose(context, call) is not { } body)
        {
            await next(context);
            return;
        }

        try
        {
            await context.WithBodyAsync(
                body,
                async () =>
                {
                    await next(context);
                    await context.Response.BodyWriter.FlushAsync();
                    await body.FinishAsync(lifetime.ApplicationStopping);
                }
            );
        }
        catch (BreakOffException)
        {
            // Once it has begun, what was thrown closes the connection after what was sent: an Abort would drop that.
            await context.Response.StartAsync();
            throw;
        }
    }

    private WriteStream? Choose(HttpContext context, FaultCall call)
    {
        var body = context.Response.Body;
        return call.Kind switch
        {
            FaultCallKind.Stream => streams.Wrap(context, call, body),
            FaultCallKind.Download => downloads.Wrap(context, call, body),
            _ when call.IsRpc => WrapRpc(context, call, body),
            _ => null,
        };
    }

    private WriteStream? WrapRpc(HttpContext context, FaultCall call, Stream body)
    {
        var wrapped = downloads.Watch(call, body);
        if (skew.Of(context, call) is { } shift)
        {
            wrapped = new RewrittenStream(wrapped ?? body, text => ClockSkew.Rewrite(text, shift));
        }

        if (faults.Strike(FaultNames.HalfJson, call) is { } half)
        {
            context.Response.OnStarting(() =>
            {
                context.Response.ContentLength = null;
                return Task.CompletedTask;
            });
            return new HalfStream(wrapped ?? body, half);
        }

        return wrapped;
    }
}
