using KaggleRunner.LocalKaggle.Security;

namespace KaggleRunner.LocalKaggle.Hosting;

/// <summary>Where things stand in the server's home.</summary>
internal sealed class HomeLayout(LocalKaggleOptions options)
{
    public string Root => options.Home;
    public string Address => At("address.json");
    public string Lock => At("server.lock");
    public string Users => At("users");
    public string Tokens => At("tokens.json");
    public string Mark => At("mark");
    public string Journal => At("journal.jsonl");
    public string Holds => At("holds");
    public string Kernels => At("kernels");
    public string Ids => At("ids.json");
    public string Quota => At("quota.jsonl");
    public string Datasets => At("datasets");
    public string Blobs => At("blobs");
    public string Tools => At("tools");
    public string PythonPath => At("python.path");
    public string PythonPreparing => At("python.preparing");

    /// <summary>Makes the home, for its owner's eyes only.</summary>
    public void Create() => CreatePrivate(Root);

    /// <summary>Where an account keeps its files; those of <c>local</c> stand in the home itself.</summary>
    public string FolderOf(string user) => user == Account.Default ? Root : Path.Combine(Users, user);

    public static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(
                folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
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
