using System.Text;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;

namespace KaggleRunner.Tests.Logs;

/// <summary>A run's folder in the temporary folder, with shorthands for its log.</summary>
internal sealed class LogFolder : IDisposable
{
    public const string Nonce = "0123456789abcdef";

    public LogFolder() => Path = Directory.CreateTempSubdirectory("log-").FullName;

    public string Path { get; }

    public string Text => File.Exists(In("log.txt")) ? File.ReadAllText(In("log.txt"), Encoding.UTF8) : "";

    public string Records => File.Exists(In("records.jsonl")) ? File.ReadAllText(In("records.jsonl")) : "";

    public RunLog Reader => RunLog.Open(Path);

    public IReadOnlyList<string> Lines => [.. Reader.Read(1, int.MaxValue).Select(line => line.Text)];

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public static async Task<IReadOnlyList<int>> FindAsync(string folder, string text) =>
        (await RunLog.Open(folder).SearchAsync(new LogQuery(text), TestContext.Current.CancellationToken)).Lines;

    public LogIngest Open(SecretRedactor? redactor = null) =>
        LogIngest.Open(Path, Nonce, redactor ?? SecretRedactor.ByShape);

    public string Content(string name) => File.ReadAllText(In(name));

    public static LogEvent Out(string data, double time = 1) => new("stdout", time, data);

    public static LogEvent Err(string data, double time = 1) => new("stderr", time, data);

    public static string Record(string json) => $"##kaggle-runner[{Nonce}] {json}\n";

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
