namespace KaggleRunner.Core.Common;

/// <summary>Words a failed write so that a user can act on it: which file, and whether the disk is full.</summary>
public static class WriteFailure
{
    // ENOSPC and EDQUOT on Linux; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows.
    private static readonly int[] FullDisk = [28, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>True for the errors of the file system that <see cref="For"/> words.</summary>
    public static bool Is(Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <summary>True when a disk, or the user's share of it, is full.</summary>
    public static bool IsFullDisk(Exception exception) =>
        FullDisk.Contains(exception.HResult) || (exception.InnerException is { } inner && IsFullDisk(inner));

    /// <summary>The error to throw when <paramref name="path"/> could not be written.</summary>
    public static RunnerException For(string path, Exception cause) =>
        FullDisk.Contains(cause.HResult)
            ? new RunnerException(
                $"The disk is full: {path} cannot be written.",
                "Make room; nothing that was written before is lost.",
                cause
            )
            : new RunnerException(
                $"{path} cannot be written: {cause.Message}",
                "Check that the folder exists and that you may write to it.",
                cause
            );
}
