using KaggleRunner.LocalKaggle.Security;

namespace KaggleRunner.LocalKaggle.Protocol;

/// <summary>What the journal is to say of a call; filled in by whoever handles it.</summary>
internal sealed class RpcTrace(string method, Account? caller)
{
    /// <summary>Who calls; a call that needs to know refuses those it does not.</summary>
    public Account Caller => caller ?? throw new KaggleFault(401, CallerFeature.Refusal);

    public string Method { get; } = method;
    public string? Kernel { get; set; }
    public int? Version { get; set; }
    public string Outcome { get; set; } = "ok";
}
