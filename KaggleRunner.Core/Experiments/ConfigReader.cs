using System.Text;

namespace KaggleRunner.Core.Experiments;

/// <summary>Reads settings files: typed, with the place of every error.</summary>
public static class ConfigReader
{
    /// <summary>Larger files are refused; bytes.</summary>
    public const int MostBytes = 1_000_000;

    /// <summary>Reads the file at <paramref name="fullPath"/>, named <paramref name="path"/> in messages.</summary>
    /// <param name="matrixKeys">Keys that the matrix is given besides those of the file.</param>
    /// <exception cref="ConfigException">The file is too large, no UTF-8, no YAML, or holds what is no setting.</exception>
    public static ConfigFile ReadFile(string fullPath, string path, params IEnumerable<string> matrixKeys)
    {
        var bytes = new byte[MostBytes + 1];
        int length;
        try
        {
            using var stream = File.OpenRead(fullPath);
            length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException(path, 1, 1, $"the file cannot be read: {e.Message}", null, null);
        }

        if (length > MostBytes)
        {
            throw new ConfigException(
                path,
                1,
                1,
                "the file is larger than 1 MB",
                null,
                "Settings are small: check the name."
            );
        }

        try
        {
            var text = new UTF8Encoding(false, true).GetString(bytes, 0, length);
            return Read(path, text.TrimStart('\uFEFF'), matrixKeys);
        }
        catch (DecoderFallbackException)
        {
            throw new ConfigException(path, 1, 1, "the file is not UTF-8 text", null, "Save it as UTF-8.");
        }
    }

    /// <summary>Reads the text of a settings file.</summary>
    /// <param name="matrixKeys">Keys that the matrix is given besides those of the file.</param>
    /// <exception cref="ConfigException">It is no YAML, or holds what is no setting.</exception>
    public static ConfigFile Read(string path, string text, params IEnumerable<string> matrixKeys)
    {
        if (YamlTree.Read(path, text) is not { } root)
        {
            return new(path, [], new(), null);
        }

        var (values, quickValues) = (new ConfigValues(path), new ConfigValues(path));
        var main = new ConfigSectionReader(values);
        ConfigSection? quick = null;
        IReadOnlyList<string> targets = [];
        var keys = main.Keys();
        keys["target"] = node => targets = values.Targets(node);
        // The older form's word for it.
        keys["test_name"] = node => targets = targets.Count > 0 ? targets : [values.Text(node)];
        keys["quick"] = node => quick = new ConfigSectionReader(quickValues).Read(node);
        values.Section(root, keys);
        HashSet<string> known = [.. matrixKeys, .. KeysOf(main.Result)];
        ConfigMatrixReader.CheckPlaceholders(values, known);
        ConfigMatrixReader.CheckPlaceholders(quickValues, [.. known, .. KeysOf(quick)]);
        return new(path, targets, main.Result, quick);
    }

    private static IEnumerable<string> KeysOf(ConfigSection? section) =>
        section?.Matrix?.Select(axis => axis.Key) ?? [];
}
