namespace KaggleRunner.LocalKaggle.Hosting;

/// <summary>Where things stand in the server's home.</summary>
internal sealed class HomeLayout(LocalKaggleOptions options)
{
    public string Root => options.Home;
    public string Address => At("address.json");
    public string Lock => At("server.lock");
    public string Key => At("kaggle.json");
    public string Mark => At("mark");
    public string Journal => At("journal.jsonl");
    public string Holds => At("holds");
    public string Kernels => At("kernels");
    public string Tools => At("tools");
    public string PythonPath => At("python.path");
    public string PythonPreparing => At("python.preparing");

    /// <summary>Makes the home, for its owner's eyes only.</summary>
    public void Create()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Root);
        }
        else
        {
            Directory.CreateDirectory(Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Makes the home and clears away what a killed server left that is of no use to this one.</summary>
    public void Prepare()
    {
        Create();
        File.Delete(Address);
        if (Directory.Exists(Tools))
        {
            Directory.Delete(Tools, recursive: true);
        }
    }

    private string At(string name) => Path.Combine(options.Home, name);
}
