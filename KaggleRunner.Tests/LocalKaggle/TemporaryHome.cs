namespace KaggleRunner.Tests.LocalKaggle;

/// <summary>A folder <c>local-kaggle</c> in a runner's home that goes away with the test.</summary>
internal sealed class TemporaryHome : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("local-kaggle-");

    public TemporaryHome() => Directory.CreateDirectory(Path);

    public string Path => System.IO.Path.Combine(_folder.FullName, "local-kaggle");

    /// <summary>The home of the runner around it.</summary>
    public string Outer => _folder.FullName;

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
