namespace KaggleRunner.LocalKaggle.Faults;

/// <summary>A request as the faults see it.</summary>
internal sealed record FaultCall(FaultCallKind Kind, string Method, string? Kernel = null, string? Version = null)
{
    /// <summary>Whether it is answered in JSON, as calls of the protocol are.</summary>
    public bool IsRpc => Kind is FaultCallKind.Push or FaultCallKind.Read or FaultCallKind.Write;
}
