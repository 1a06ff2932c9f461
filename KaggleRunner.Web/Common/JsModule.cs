using Microsoft.JSInterop;

namespace KaggleRunner.Web.Common;

/// <summary>
/// One script module of one component: imported at its first call and let go with the component. Calls after the
/// browser has gone are silently dropped, so that no component needs to know of lost circuits.
/// </summary>
public sealed class JsModule(IJSRuntime js, string path) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _import;
    private bool _disposed;

    /// <param name="js">The circuit's runtime.</param>
    /// <param name="name">The module's file in <c>wwwroot-assets/js</c>, for example <c>theme-toggle.js</c>.</param>
    public static JsModule Named(IJSRuntime js, string name) => new(js, $"/assets/js/{name}");

    /// <summary>Calls an exported function; false when the browser has gone.</summary>
    public async Task<bool> CallAsync(string function, params object?[] arguments)
    {
        try
        {
            var module = await ImportAsync();
            await module.InvokeVoidAsync(function, arguments);
            return true;
        }
        catch (Exception e) when (IsGone(e))
        {
            return false;
        }
    }

    /// <summary>Calls an exported function and returns its answer; the default value when the browser has gone.</summary>
    public async Task<T?> CallAsync<T>(string function, params object?[] arguments)
    {
        try
        {
            var module = await ImportAsync();
            return await module.InvokeAsync<T>(function, arguments);
        }
        catch (Exception e) when (IsGone(e))
        {
            return default;
        }
    }

    /// <summary>True for what JS interop throws once the browser has gone.</summary>
    public static bool IsGone(Exception exception) =>
        exception is JSDisconnectedException or OperationCanceledException or ObjectDisposedException;

    /// <summary>
    /// Calls an exported function for the last time, not waiting for an answer: a browser whose tab was closed never gives it, and
    /// the circuit's end would wait with it.
    /// </summary>
    public void Tell(string function, params object?[] arguments) => _ = CallAsync(function, arguments);

    /// <summary>Lets the module go, without waiting for the browser either.</summary>
    public ValueTask DisposeAsync()
    {
        _disposed = true;
        if (_import is { } import)
        {
            _ = LetGoAsync(import);
        }

        return ValueTask.CompletedTask;
    }

    private static async Task LetGoAsync(Task<IJSObjectReference> import)
    {
        try
        {
            await (await import).DisposeAsync();
        }
        catch (Exception e) when (IsGone(e) || e is JSException)
        {
            // Nothing is left to dispose of.
        }
    }

    private Task<IJSObjectReference> ImportAsync()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _import ??= js.InvokeAsync<IJSObjectReference>("import", path).AsTask();
    }
}
