using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Sessions;

/// <summary>GetKernelSessionStatus and CancelKernelSession.</summary>
internal sealed class SessionReads(KernelCatalog catalog)
{
    public SessionStatusResponse Status(SessionRequest request, RpcTrace trace)
    {
        var (_, version) = catalog.Require(request, trace);
        var session = version.Session.Record;
        return new(session.State == SessionState.Queued ? null : session.State, session.FailureMessage);
    }

    public CancelResponse Cancel(CancelKernelSessionRequest request, RpcTrace trace)
    {
        if (catalog.FindSession(request.KernelSessionId) is not { } version || !version.Kernel.IsOwnedBy(trace.Caller))
        {
            throw new KaggleFault(403, "Permission 'kernelSessions.cancel' was denied");
        }

        trace.Kernel = version.Kernel.Name;
        trace.Version = version.Number;
        var session = version.Session;
        if (session.State.IsFinal())
        {
            trace.Outcome = "refused: ended";
            return new("The session has ended already.");
        }

        _ = session.RequestStopAsync(StopReason.Cancelled);
        return new((string?)null);
    }
}
