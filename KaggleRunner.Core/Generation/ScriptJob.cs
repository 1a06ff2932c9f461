using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Generation;

/// <summary>All that a kernel script is told.</summary>
/// <param name="Target">What to run.</param>
/// <param name="Settings">How to run it.</param>
/// <param name="Revision">The commit.</param>
/// <param name="Nonce">Marks this run's records; <see cref="ScriptNonce.Placeholder"/> in a preview.</param>
/// <param name="Bundle">The git pack of the commit, for <see cref="RevisionTransport.Bundle"/>.</param>
public sealed record ScriptJob(Target Target, RunSettings Settings, Revision Revision, string Nonce, byte[]? Bundle);
