namespace KaggleRunner.LocalKaggle.Protocol;

/// <summary>What the journal is to say of a call; filled in by whoever handles it.</summary>
internal sealed class RpcTrace(string method)
{
    public string Method { get; } = method;
    public string? Kernel { get; set; }
    public int? Version { get; set; }
    public string Outcome { get; set; } = "ok";
}
