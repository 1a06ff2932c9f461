using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Tests.Runs;

/// <summary>A run to begin tests with.</summary>
internal static class RunExample
{
    public static readonly DateTimeOffset Midnight = new(2026, 7, 4, 0, 0, 0, TimeSpan.Zero);

    public static Run Create(string folder, int number = 1, string project = "demo-123456", string slug = "demo-kernel")
    {
        Directory.CreateDirectory(folder);
        return new Run
        {
            Id = new RunId(new ProjectId(project), number),
            ProjectName = "demo",
            ProjectRoot = folder,
            Target = new Target("tests", TargetKind.Pytest),
            Settings = new RunSettings
            {
                Target = "tests",
                Args = ["-k", "näïve \"quoted\" 🎈"],
                Kernel = new KernelSettings { Slug = slug, Title = "Demo Kernel" },
            },
            Sync = new SyncRequest { Mode = SyncMode.Push, Paths = ["a b.py"] },
            Account = KaggleAccountKind.Local,
            Nonce = "0123456789abcdef",
            Folder = folder,
            CreatedAt = Midnight.AddSeconds(number),
        };
    }
}
