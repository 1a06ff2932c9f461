using System.Text.Json;
using System.Text.Json.Serialization;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Kaggle;

/// <summary>What this home did for a source dataset last, so that nothing is sent twice, also after a crash.</summary>
internal sealed record SourceState
{
    /// <summary>Of the bytes that this is about.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The upload, until a version was made of it.</summary>
    public string? Token { get; init; }
    public Uri? Address { get; init; }
    public bool IsUploaded { get; init; }

    /// <summary>When the dataset itself was asked for.</summary>
    public DateTimeOffset? CreatingAt { get; init; }

    /// <summary>When Kaggle said that it took the version.</summary>
    public DateTimeOffset? SentAt { get; init; }

    [JsonIgnore]
    public BlobTicket? Ticket => Token is not null && Address is not null ? new BlobTicket(Token, Address) : null;
}

/// <summary>Keeps <see cref="SourceState"/>; its file holds the signed address of an upload and is the owner's alone.</summary>
internal sealed class SourceMemory(RunnerHome home, KaggleAccountKind account, DatasetRef dataset)
{
    private readonly string _path = Path.Combine(
        home.Root,
        "sources",
        FormattableString.Invariant($"{account}-{dataset.Owner}-{dataset.Slug}.json")
    );

    /// <summary>Null when nothing is known, or what is known is of other bytes.</summary>
    public SourceState? Read(string sha256)
    {
        try
        {
            var state = JsonSerializer.Deserialize(File.ReadAllBytes(_path), SourceJson.Default.SourceState);
            return string.Equals(state?.Sha256, sha256, StringComparison.Ordinal) ? state : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public SourceState Write(SourceState state)
    {
        try
        {
            MakeFolder(Path.GetDirectoryName(_path)!);
            AtomicFile.WriteAllText(_path, JsonSerializer.Serialize(state, SourceJson.Default.SourceState));
            return state;
        }
        catch (Exception e) when (WriteFailure.Is(e))
        {
            throw WriteFailure.For(_path, e);
        }
    }

    public void Forget()
    {
        if (File.Exists(_path))
        {
            File.Delete(_path);
        }
    }

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(SourceState))]
internal sealed partial class SourceJson : JsonSerializerContext;
