using System.Globalization;
using System.Text;
using System.Text.Json;
using KaggleRunner.LocalKaggle.Common;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Sessions;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>
/// Writes kernels and versions. A version appears at once and whole, by the renaming of its folder; a kernel by its
/// <c>kernel.json</c>, which comes after its first version.
/// </summary>
internal static class KernelWriter
{
    public const string RecordName = "kernel.json";

    public static void Save(Kernel kernel, KernelRecord record)
    {
        if (kernel.Record == record && File.Exists(Path.Combine(kernel.Folder, RecordName)))
        {
            return;
        }

        var bytes = JsonSerializer.SerializeToUtf8Bytes(record, StateJson.Default.KernelRecord);
        AtomicFile.Write(Path.Combine(kernel.Folder, RecordName), bytes);
        kernel.Record = record;
    }

    public static KernelVersion Create(Kernel kernel, VersionRecord record, string source, SessionRecord session)
    {
        var number = kernel.CurrentVersion + 1;
        var name = string.Create(CultureInfo.InvariantCulture, $"v{number}");
        var beside = Directory.CreateDirectory(Path.Combine(kernel.Folder, $".{name}.{Guid.NewGuid():N}"));
        var draft = new VersionFolder(beside.FullName);
        File.WriteAllBytes(draft.Source, Encoding.UTF8.GetBytes(source));
        File.WriteAllBytes(draft.Request, JsonSerializer.SerializeToUtf8Bytes(record, StateJson.Default.VersionRecord));
        File.WriteAllBytes(
            draft.Session,
            JsonSerializer.SerializeToUtf8Bytes(session, StateJson.Default.SessionRecord)
        );
        var folder = new VersionFolder(Path.Combine(kernel.Folder, name));
        Directory.Move(draft.Root, folder.Root);
        return new KernelVersion(kernel, number, record, folder, new Session(session, folder));
    }
}
