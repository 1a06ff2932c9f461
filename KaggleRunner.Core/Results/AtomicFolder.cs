using System.Runtime.InteropServices;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Results;

/// <summary>Makes a folder or tells that it was there already, in one step: .NET's own call does not tell.</summary>
internal static partial class AtomicFolder
{
    private const int AlreadyExists = 17;
    private const uint Mode = 0b111_101_101;

    /// <returns>False when something of that name exists.</returns>
    public static bool TryMake(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            var isNew = !Path.Exists(path);
            Directory.CreateDirectory(path);
            return isNew;
        }

        if (MakeDirectory(path, Mode) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error == AlreadyExists
            ? false
            : throw WriteFailure.For(path, new IOException(Marshal.GetPInvokeErrorMessage(error), error));
    }

    [LibraryImport("libc", EntryPoint = "mkdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MakeDirectory(string path, uint mode);
}
