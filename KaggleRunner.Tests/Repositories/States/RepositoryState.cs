using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Tests.Repositories.States;

/// <summary>A state that a repository can be in, and what each mode does with it.</summary>
/// <param name="Name">As the documentation names it.</param>
/// <param name="Push">The outcome of <c>push</c> with every change ticked.</param>
/// <param name="Snapshot">The outcome of <c>snapshot</c>.</param>
/// <param name="Bundle">The outcome of <c>bundle</c>.</param>
/// <param name="None">The outcome of <c>none</c>.</param>
/// <param name="Build">Brings a repository, pushed once to a remote by path, into the state.</param>
internal sealed record RepositoryState(
    string Name,
    string Push,
    string Snapshot,
    string Bundle,
    string None,
    Func<StateRepository, Task> Build
)
{
    public string Expected(SyncMode mode) =>
        mode switch
        {
            SyncMode.Push => Push,
            SyncMode.Snapshot => Snapshot,
            SyncMode.Bundle => Bundle,
            _ => None,
        };
}
