using System.Collections.Concurrent;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Security;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>A kernel and its versions, newest last.</summary>
internal sealed class Kernel(KernelRecord record, string folder)
{
    private readonly ConcurrentDictionary<int, KernelVersion> _versions = new();

    public KernelRecord Record { get; set; } = record;
    public string Folder { get; } = folder;
    public string Name => $"{Record.Owner}/{Record.Slug}";
    public int CurrentVersion { get; private set; }

    /// <summary>The newest version that was run, not only saved; 0 before the first run.</summary>
    public int NewestRun { get; private set; }

    /// <summary>The newest version whose outputs other kernels may take.</summary>
    public KernelVersion? NewestComplete
    {
        get
        {
            for (var number = NewestRun; number > 0; number--)
            {
                if (Find(number) is { Session.State: SessionState.Complete } version)
                {
                    return version;
                }
            }

            return null;
        }
    }

    public IEnumerable<KernelVersion> Versions => _versions.Values;

    public KernelVersion? Find(int version) => _versions.GetValueOrDefault(version);

    public bool IsOwnedBy(Account account) => account.Is(Record.Owner);

    public bool IsVisibleTo(Account account) => IsVisibleTo(account.Name);

    public bool IsVisibleTo(string user) =>
        !Record.IsPrivate || string.Equals(user, Record.Owner, StringComparison.OrdinalIgnoreCase);

    public void Add(KernelVersion version)
    {
        _versions[version.Number] = version;
        CurrentVersion = Math.Max(CurrentVersion, version.Number);
        if (version.Session.State != SessionState.NewScript)
        {
            NewestRun = Math.Max(NewestRun, version.Number);
        }
    }
}
