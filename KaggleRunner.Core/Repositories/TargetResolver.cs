using System.Diagnostics.CodeAnalysis;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Repositories;

/// <summary>Says what a path in a project is to a run: a pytest target, a script or a notebook.</summary>
public sealed class TargetResolver
{
    private const string Kinds =
        "A target is a folder with tests, a test file (test_*.py), a pytest node id (file.py::test), a .py script or an .ipynb notebook.";

    /// <summary>The target at a path relative to the root, or absolute inside the project; pytest node ids are understood.</summary>
    /// <exception cref="RunnerException">There is nothing there, it lies outside, or it cannot be run.</exception>
    [SuppressMessage("Performance", "CA1822", Justification = "A service, injected where it is used.")]
    public Target Resolve(Project project, string path)
    {
        var (file, node) = Split(path);
        var relative =
            InsidePath.Normalize(project, file)
            ?? throw (
                file.Trim().Length == 0
                    ? new RunnerException("No target was named.", Kinds)
                    : new RunnerException(
                        $"The target “{path}” lies outside of {project.Name}.",
                        $"Name a path in {project.Root}."
                    )
            );
        var full = Path.Combine(project.Root, relative);
        if (!Path.Exists(full))
        {
            throw Unknown(project, relative);
        }

        if (InsidePath.LeadsOut(project, relative))
        {
            throw new RunnerException(
                $"The target “{path}” leads out of {project.Name} through a symbolic link.",
                "Name the file itself, or copy it into the project."
            );
        }

        if (relative.Split('/').Contains(".git", StringComparer.Ordinal) || RepositoryLayout.IsInResults(relative))
        {
            throw new RunnerException($"“{relative}” is not part of the project's sources.", Kinds);
        }

        return Directory.Exists(full) ? Folder(project, relative, node) : File(relative, node);
    }

    private static Target Folder(Project project, string relative, string? node)
    {
        if (node is not null)
        {
            throw new RunnerException($"“{relative}” is a folder: only a file can be followed by ::{node}.", Kinds);
        }

        return ProjectFiles.Below(project, relative).Any(file => RepositoryLayout.IsPytestFile(Path.GetFileName(file)))
            ? new(relative, TargetKind.Pytest)
            : throw new RunnerException(
                $"The folder “{relative}” holds no tests.",
                "Pytest finds files named test_*.py or *_test.py; a script is run by naming its file."
            );
    }

    private static Target File(string relative, string? node)
    {
        var name = Path.GetFileName(relative);
        return (Path.GetExtension(name), node) switch
        {
            (".py", { Length: > 0 }) => new($"{relative}::{node}", TargetKind.Pytest),
            (".py", null) => new(relative, RepositoryLayout.IsPytestFile(name) ? TargetKind.Pytest : TargetKind.Script),
            (".ipynb", null) => new(relative, TargetKind.Notebook),
            (".py", _) => throw new RunnerException($"The node id “{relative}::” names no test after “::”.", Kinds),
            _ => throw new RunnerException($"“{relative}” cannot be run.", Kinds),
        };
    }

    private static (string File, string? Node) Split(string path) =>
        path.IndexOf("::", StringComparison.Ordinal) is >= 0 and var at ? (path[..at], path[(at + 2)..]) : (path, null);

    private static RunnerException Unknown(Project project, string relative)
    {
        var files = ProjectFiles
            .Below(project, "")
            .Where(file => Path.GetExtension(file) is ".py" or ".ipynb")
            .ToList();
        var names = files.Concat(Folders(files)).ToList();
        var name = Path.GetFileName(relative);
        var near = names
            .Where(file => string.Equals(Path.GetFileName(file), name, StringComparison.OrdinalIgnoreCase))
            .Concat(Nearest.To(relative, names, 3))
            .Concat(names.Where(file => Nearest.To(name, [Path.GetFileName(file)]) is not null))
            .Distinct(StringComparer.Ordinal)
            .Take(3)
            .Select(file => $"“{file}”")
            .ToList();
        return new RunnerException(
            $"There is no “{relative}” in {project.Name}.",
            near.Count == 0 ? Kinds : $"Did you mean {string.Join(" or ", near)}?"
        );
    }

    private static IEnumerable<string> Folders(IEnumerable<string> files) =>
        files
            .Where(file =>
                RepositoryLayout.IsPytestFile(Path.GetFileName(file)) && file.Contains('/', StringComparison.Ordinal)
            )
            .Select(file => file[..file.LastIndexOf('/')])
            .Distinct(StringComparer.Ordinal);
}
