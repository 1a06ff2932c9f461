using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Kaggle;

/// <summary>A request under way: what errors tell about it.</summary>
/// <param name="Changes">True when it changes something on Kaggle, so that it must not be repeated blindly.</param>
internal sealed record KaggleCall(
    KaggleAccount Account,
    string Operation,
    bool Changes = false,
    KernelRef? Kernel = null,
    int? Version = null
)
{
    public bool IsLocal => Account.Kind == KaggleAccountKind.Local;

    /// <summary>The other side's name at the beginning of a sentence.</summary>
    public string Service => IsLocal ? "The local Kaggle" : "Kaggle";

    /// <summary>What the request is about, for example <c>kernel alice/ci-runner v3</c>.</summary>
    public string Subject =>
        Kernel is null ? Operation
        : Version is null ? $"kernel {Kernel}"
        : $"kernel {Kernel} {Protocol.VersionLabel.Of(Version.Value)}";

    public KaggleFacts Facts(int? status = null, string? answer = null) =>
        new(Operation)
        {
            Kernel = Kernel,
            Version = Version,
            Status = status,
            Answer = answer,
        };
}
