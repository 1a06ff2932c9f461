using System.Collections.Concurrent;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Sessions;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>DeleteKernel: the kernel is gone at once, its folder when its sessions have stopped.</summary>
internal sealed partial class DeleteKernel(
    KernelCatalog catalog,
    KernelFiles files,
    SessionHost sessions,
    ILogger<DeleteKernel> logger
) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<long, Task> _clearing = new();

    public DeleteKernelResponse Handle(KernelRequest request, RpcTrace trace)
    {
        trace.Kernel = $"{request.UserName}/{request.KernelSlug}";
        lock (catalog.Gate)
        {
            if (catalog.Find(trace.Kernel) is not { } kernel || !kernel.IsVisibleTo(trace.Caller))
            {
                trace.Outcome = "refused: not found";
                return new("Notebook not found");
            }

            if (!kernel.IsOwnedBy(trace.Caller))
            {
                throw new KaggleFault(403, $"Permission 'kernels.delete' was denied on {trace.Kernel}");
            }

            catalog.Remove(kernel);
            _clearing[kernel.Record.Id] = ClearAsync(kernel);
            return new((string?)null);
        }
    }

    /// <summary>Nothing is deleted any more once this has ended.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(_clearing.Values);

    private async Task ClearAsync(Kernel kernel)
    {
        try
        {
            // Not while the catalog is locked: a folder may hold much.
            await Task.Yield();
            await Task.WhenAll(kernel.Versions.Select(version => sessions.StopAsync(version)));
            files.Clear(kernel.Folder);
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception, kernel.Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "What is left of the deleted {Kernel} could not be cleared away")]
        public static partial void Failed(ILogger logger, Exception exception, string kernel);
    }
}
