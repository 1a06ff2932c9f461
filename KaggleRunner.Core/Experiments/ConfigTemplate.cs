using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Experiments;

/// <summary>The text that a new settings file begins with: every key with its meaning, none but the target set.</summary>
public static class ConfigTemplate
{
    /// <summary>Where the settings of a target are found by name, whether or not there is such a file yet.</summary>
    public static string PathFor(Project project, string target)
    {
        var folder =
            RepositoryLayout.ConfigFolders.FirstOrDefault(folder =>
                Directory.Exists(Path.Combine(project.Root, folder))
            ) ?? RepositoryLayout.ConfigFolders[0];
        return $"{folder}/{ConfigLocator.StemOf(target) ?? "all"}.yml";
    }

    /// <summary>The text for a target.</summary>
    public static string For(string target) =>
        $$"""
            # Settings of the runs of {{OneLine(target)}}. Take the # away from what you set.
            target: {{Quoted(target)}}

            # args: [--epochs, "30"]
            # accelerator: gpu            # none, gpu, tpu, or a machine like NvidiaTeslaT4
            # internet: true
            # timeout: 2h                 # 90m, 1h30m; none leaves it to Kaggle
            # kernel: {title: My Experiment, private: true}
            # python: {packages: [rich], requirements: [requirements.txt], editable: auto}
            # env: {OMP_NUM_THREADS: "2"}
            # data: {datasets: [owner/dataset], competitions: [titanic]}
            # pytest: {args: [-q]}
            # outputs: {include: ["results/**"], download: {max_size: 200MB} }

            # What quick runs do otherwise:
            # quick: {args: [--epochs, "1"], timeout: 15m}

            """.ReplaceLineEndings("\n");

    private static string OneLine(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));

    // Double quotes take every character there is, escaped where YAML wants it.
    private static string Quoted(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '.' or '-') && char.IsAsciiLetter(text[0])
            ? text
            : $"\"{string.Concat(text.Select(Escaped))}\"";

    private static string Escaped(char c) =>
        c is '"' or '\\' ? $"\\{c}"
        : char.IsControl(c) || c is '\u2028' or '\u2029' or '\ufeff' ? $"\\u{(int)c:x4}"
        : c.ToString();
}
