using KaggleRunner.Core.Repositories.Secrets;

namespace KaggleRunner.Core.Repositories;

/// <summary>What a sync would send.</summary>
/// <param name="Files">How many files.</param>
/// <param name="Bytes">Their length; less travels, compressed.</param>
/// <param name="TravelsInside">True when the source travels inside the script and not through the remote.</param>
/// <param name="Findings">Secrets, key files and files over the limit in it; the sync refuses to send them unless they are allowed.</param>
public sealed record SyncPreview(int Files, long Bytes, bool TravelsInside, IReadOnlyList<SecretFinding> Findings);
