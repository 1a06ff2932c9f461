using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Experiments;

/// <summary>Reads and saves settings files as text, inside of the project only, never over somebody else's change.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "A service, injected where it is used.")]
public sealed class ConfigTexts
{
    private static readonly UTF8Encoding Utf8 = new(false, true);

    /// <summary>The file's text; empty and without a stamp when there is no such file.</summary>
    /// <exception cref="RunnerException">It lies outside of the project, is no settings file, too large, or no UTF-8.</exception>
    public ConfigText Read(Project project, string path)
    {
        var full = Place(project, path);
        if (ReadBytes(full, path) is not { } bytes)
        {
            return new(path, "", null);
        }

        try
        {
            var hasMark = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble);
            var text = Utf8.GetString(
                bytes,
                hasMark ? Encoding.UTF8.Preamble.Length : 0,
                bytes.Length - (hasMark ? 3 : 0)
            );
            return new(path, text, StampOf(bytes), hasMark);
        }
        catch (DecoderFallbackException e)
        {
            throw new RunnerException($"{path} is not UTF-8 text.", "Save it as UTF-8 first.", e);
        }
    }

    /// <summary>The stamp of what is on the disk now; null when there is no such file.</summary>
    /// <exception cref="RunnerException">It cannot be read, or has come to lie outside of the project.</exception>
    public string? Stamp(Project project, string path) =>
        ReadBytes(Place(project, path), path) is { } bytes ? StampOf(bytes) : null;

    /// <summary>Replaces the file in one step; line ends stay as they were in what was read.</summary>
    /// <param name="before">What the text was made of; its stamp must still be that of the file.</param>
    /// <param name="overwrite">Write also when the file was changed meanwhile.</param>
    /// <exception cref="ConfigConflictException">The file was changed meanwhile; nothing was written.</exception>
    /// <exception cref="RunnerException">The file lies outside of the project or cannot be written.</exception>
    public ConfigText Save(Project project, ConfigText before, string text, bool overwrite)
    {
        var full = Place(project, before.Path);
        var now = ReadBytes(full, before.Path) is { } old ? StampOf(old) : null;
        if (!overwrite && !string.Equals(now, before.Stamp, StringComparison.Ordinal))
        {
            throw new ConfigConflictException(before.Path, isGone: now is null);
        }

        var kept = LineEnds.Keep(before.Text, text);
        try
        {
            byte[] bytes = [.. before.HasMark ? Encoding.UTF8.Preamble : [], .. Utf8.GetBytes(kept)];
            Replace(full, bytes, overwrite || now is not null);
            return before with { Text = kept, Stamp = StampOf(bytes) };
        }
        catch (EncoderFallbackException e)
        {
            throw new RunnerException($"The text for {before.Path} holds half a character.", "Delete it there.", e);
        }
        catch (Exception e) when (WriteFailure.Is(e))
        {
            throw File.Exists(full) && now is null && !overwrite
                ? new ConfigConflictException(before.Path, isGone: false)
                : WriteFailure.For(before.Path, e);
        }
    }

    private static void Replace(string full, byte[] bytes, bool isThere)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var beside = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(beside, bytes);
            if (!OperatingSystem.IsWindows() && File.Exists(full))
            {
                File.SetUnixFileMode(beside, File.GetUnixFileMode(full));
            }

            File.Move(beside, full, overwrite: isThere);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>Where the file really lies: a link inside of the project stays a link.</summary>
    private static string Place(Project project, string path)
    {
        var relative = InsidePath.Normalize(project, path);
        if (
            relative is null
            || !RepositoryLayout.IsConfigFile(relative)
            || relative.Split('/').Contains(".git", StringComparer.OrdinalIgnoreCase)
            || RepositoryLayout.IsInResults(relative)
        )
        {
            throw new RunnerException(
                $"“{path}” is no place for a settings file of {project.Name}.",
                $"Settings are .yml files in {RepositoryLayout.ConfigFolders[0]}/ of the project."
            );
        }

        return InsidePath.LeadsOut(project, relative)
            ? throw new RunnerException(
                $"{path} leads out of {project.Name} through a link.",
                "Put the file itself into the project."
            )
            : InsidePath.RealPath(Path.Combine(project.Root, relative));
    }

    private static byte[]? ReadBytes(string full, string path)
    {
        try
        {
            using var stream = File.OpenRead(full);
            var bytes = new byte[ConfigReader.MostBytes + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length <= ConfigReader.MostBytes
                ? bytes[..length]
                : throw new RunnerException($"{path} is larger than 1 MB.", "Settings are small: check the name.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (WriteFailure.Is(e))
        {
            throw new RunnerException($"{path} cannot be read: {e.Message}", null, e);
        }
    }

    private static string StampOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
