using System.Security.Cryptography;
using System.Text;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Kaggle;

/// <summary>The part of a download that has arrived, beside its destination; renamed once it is whole.</summary>
internal sealed class PartFile(string destination)
{
    /// <summary>
    /// Named by a hash: <c>name.part</c> could be an output's own name, and a name of 255 bytes leaves no room.
    /// </summary>
    public string Path { get; } =
        System.IO.Path.Combine(
            System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(destination))!,
            $".{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(System.IO.Path.GetFileName(destination))))[..16]}.part"
        );

    public long Length => File.Exists(Path) ? new FileInfo(Path).Length : 0;

    /// <summary>Opens it to go on at <paramref name="offset"/>; what stands after is cut off.</summary>
    public FileStream OpenAt(long offset) =>
        Guarded(() =>
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            if (new FileInfo(Path).LinkTarget is not null)
            {
                File.Delete(Path);
            }

            var file = new FileStream(
                Path,
                FileMode.OpenOrCreate,
                FileAccess.Write,
                FileShare.Read,
                bufferSize: 0,
                useAsync: true
            );
            try
            {
                file.SetLength(offset);
                file.Seek(0, SeekOrigin.End);
                return file;
            }
            catch
            {
                file.Dispose();
                throw;
            }
        });

    public async ValueTask WriteAsync(FileStream file, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await file.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(e);
        }
    }

    public void Finish() =>
        Guarded(() =>
        {
            File.Move(Path, destination, overwrite: true);
            return true;
        });

    public void Discard() => File.Delete(Path);

    private T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(e);
        }
    }

    private RunnerException CannotWrite(Exception e) =>
        new($"{destination} cannot be written: {e.Message}", "Check the free space and the folder's permissions.", e);
}
