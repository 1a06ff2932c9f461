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
        var session =
            catalog.FindSession(request.KernelSessionId)?.Session
            ?? throw new KaggleFault(403, "Permission 'kernelSessions.cancel' was denied");
        if (session.State is SessionState.Complete or SessionState.Error)
        {
            trace.Outcome = "refused: ended";
            return new("The session has ended already.");
        }

        _ = session.RequestStopAsync(StopReason.Cancelled);
        return new((string?)null);
    }
}
