using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using KaggleRunner.LocalKaggle.Faults;

namespace KaggleRunner.LocalKaggle.Protocol;

/// <summary>Handles one call: reads its body, lets the handler answer, writes the journal, sends the answer.</summary>
internal sealed class RpcPipeline(Journal journal, Holds holds)
{
    public async Task HandleAsync<TRequest, TResponse>(
        HttpContext context,
        RpcTrace trace,
        (JsonTypeInfo<TRequest> Request, JsonTypeInfo<TResponse> Response) types,
        Func<TRequest, RpcTrace, IServiceProvider, TResponse> handle
    )
        where TRequest : class
    {
        var request = await context.Request.ReadJsonAsync(types.Request);
        await holds.PassAsync(HoldBefore(trace.Method), context.RequestAborted);
        var response = Journaled(trace, () => handle(request, trace, context.RequestServices));
        await holds.PassAsync($"{trace.Method}.after", context.RequestAborted);
        await context.Response.WriteJsonAsync(response, types.Response);
    }

    /// <summary>For an answer too large to be held: the handler returns what writes it.</summary>
    public async Task HandleAsync<TRequest>(
        HttpContext context,
        RpcTrace trace,
        JsonTypeInfo<TRequest> type,
        Func<TRequest, RpcTrace, IServiceProvider, Func<HttpResponse, Task>> handle
    )
        where TRequest : class
    {
        var request = await context.Request.ReadJsonAsync(type);
        await holds.PassAsync(HoldBefore(trace.Method), context.RequestAborted);
        var write = Journaled(trace, () => handle(request, trace, context.RequestServices));
        await holds.PassAsync($"{trace.Method}.after", context.RequestAborted);
        await write(context.Response);
    }

    public T Journaled<T>(RpcTrace trace, Func<T> handle)
    {
        try
        {
            return handle();
        }
        catch (KaggleFault fault)
        {
            trace.Outcome = fault.Status.ToString(CultureInfo.InvariantCulture);
            throw;
        }
        finally
        {
            journal.Write(trace);
        }
    }

    private static string HoldBefore(string method) =>
        method switch
        {
            "GetKernelSessionStatus" => "Status",
            "ListKernelSessionOutput" => "ListOutput",
            _ => $"{method}.before",
        };
}
