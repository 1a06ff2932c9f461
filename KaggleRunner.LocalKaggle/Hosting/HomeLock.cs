namespace KaggleRunner.LocalKaggle.Hosting;

/// <summary>Held as long as the server lives, so that only one works on a home. The system lets go of it on a crash.</summary>
internal sealed class HomeLock : IDisposable
{
    private readonly FileStream _file;

    private HomeLock(FileStream file) => _file = file;

    public static HomeLock? TryTake(HomeLayout home)
    {
        try
        {
            return new HomeLock(new FileStream(home.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
