using System.Text;

namespace KaggleRunner.LocalKaggle.Blobs;

/// <summary>Names of uploaded files: one part of a path, since they become files in a dataset.</summary>
internal static class BlobName
{
    private const int MaxBytes = 255;

    /// <summary>What is wrong with a name, or null.</summary>
    public static string? Complaint(string? name) =>
        string.IsNullOrWhiteSpace(name) ? "The name of the file is missing."
        : name is "." or ".." || name.AsSpan().ContainsAny('/', '\\') || name.Any(char.IsControl)
            ? "The name of the file must be a plain name without folders and control characters."
        : Encoding.UTF8.GetByteCount(name) > MaxBytes ? $"The name of the file is longer than {MaxBytes} bytes."
        : null;
}
