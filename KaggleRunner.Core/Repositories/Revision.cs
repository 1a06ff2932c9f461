namespace KaggleRunner.Core.Repositories;

/// <summary>How the kernel gets the revision.</summary>
public enum RevisionTransport
{
    /// <summary>The kernel fetches the commit from <see cref="Revision.CloneUrl"/> over http(s).</summary>
    Clone,

    /// <summary>A git pack of the one commit travels inside the script.</summary>
    Bundle,

    /// <summary>The pack is too large for the script and travels as a private dataset of its own.</summary>
    Dataset,
}

/// <summary>The exact commit that runs.</summary>
public sealed record Revision
{
    /// <summary>The full SHA of the commit.</summary>
    public required string Sha { get; init; }
    public string? Branch { get; init; }
    public string Subject { get; init; } = "";
    public RevisionTransport Transport { get; init; }

    /// <summary>The http(s) address, without credentials, for <see cref="RevisionTransport.Clone"/>.</summary>
    public string? CloneUrl { get; init; }

    /// <summary>The pack, for <see cref="RevisionTransport.Dataset"/>.</summary>
    public PackedCommit? Pack { get; init; }

    public string ShortSha => Sha.Length > 7 ? Sha[..7] : Sha;
}

/// <summary>A git pack of one commit.</summary>
/// <param name="Sha256">Of the pack's bytes, in small hexadecimal digits.</param>
public sealed record PackedCommit(string Sha256, long Bytes);
