using System.Diagnostics.CodeAnalysis;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Experiments;

/// <summary>Finds settings files in <c>config/</c> and <c>kaggle_runner/config/</c>.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "A service, injected where it is used.")]
public sealed class ConfigLocator
{
    private static readonly string[] Extensions = [".yml", ".yaml"];

    /// <summary>
    /// The settings file of a run, relative to the root: the one named (by path, or by name in one of the folders), or without a
    /// name the one that is called like the target, if any; an empty name asks for none.
    /// </summary>
    /// <exception cref="RunnerException">What was named does not exist or lies outside of the project.</exception>
    public string? Find(Project project, string target, string? name)
    {
        if (name is null)
        {
            return StemOf(target) is { } stem ? ByName(project, stem) : null;
        }

        return name.Length == 0 ? null : ByPath(project, name) ?? ByName(project, name) ?? throw Unknown(project, name);
    }

    /// <summary>All settings files, relative to the root.</summary>
    public IReadOnlyList<string> List(Project project) =>
        [.. RepositoryLayout.ConfigFolders.SelectMany(folder => In(project, folder))];

    /// <summary>The name by which a target's settings are found; null for the whole project.</summary>
    internal static string? StemOf(string target)
    {
        var file = Path.GetFileName(target.Split("::", 2)[0].TrimEnd('/'));
        var stem = Path.GetExtension(file) is ".py" or ".ipynb" ? Path.GetFileNameWithoutExtension(file) : file;
        return stem is "" or "." ? null : stem;
    }

    private static IEnumerable<string> In(Project project, string folder)
    {
        var full = Path.Combine(project.Root, folder);
        return !Directory.Exists(full)
            ? []
            : Directory
                .EnumerateFiles(full)
                .Select(file => Path.GetFileName(file))
                .Where(RepositoryLayout.IsConfigFile)
                .Select(file => $"{folder}/{file}")
                .Where(file => !InsidePath.LeadsOut(project, file))
                .Order(NaturalOrder.Instance);
    }

    private static string? ByPath(Project project, string path)
    {
        if (InsidePath.Normalize(project, path) is not { } relative || InsidePath.LeadsOut(project, relative))
        {
            throw new RunnerException(
                $"The settings file “{path}” lies outside of {project.Name}.",
                $"Put it into {RepositoryLayout.ConfigFolders[0]}/ of the project."
            );
        }

        return File.Exists(Path.Combine(project.Root, relative)) ? relative : null;
    }

    private static string? ByName(Project project, string name) =>
        RepositoryLayout
            .ConfigFolders.SelectMany(folder => Extensions.Prepend("").Select(end => $"{folder}/{name}{end}"))
            .FirstOrDefault(path =>
                File.Exists(Path.Combine(project.Root, path)) && !InsidePath.LeadsOut(project, path)
            );

    private RunnerException Unknown(Project project, string name)
    {
        var known = List(project);
        var stems = known.Select(path => Path.GetFileNameWithoutExtension(path));
        var near = Nearest.To(Path.GetFileNameWithoutExtension(name), stems);
        return new RunnerException(
            $"There is no settings file “{name}” in {project.Name}.",
            near is not null ? $"Did you mean “{near}”?"
                : known.Count == 0 ? "Settings stand in config/<name>.yml."
                : $"There are: {string.Join(", ", known.Take(10))}."
        );
    }
}
