namespace KaggleRunner.LocalKaggle.Faults;

/// <summary>What a request is to the faults.</summary>
internal enum FaultCallKind
{
    /// <summary>Not the protocol's: health, the status page, the switch itself.</summary>
    None,
    Push,
    Read,

    /// <summary>Changes something, and is no push.</summary>
    Write,
    Stream,
    Download,
    Upload,
}
