using System.Diagnostics.CodeAnalysis;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Repositories;

/// <summary>Says what a path in a project is to a run: a pytest target, a script or a notebook.</summary>
public sealed class TargetResolver
{
    private const string Separator = "::";
    private const string Kinds =
        "A target is a folder with tests, a test file (test_*.py), a pytest node id (file.py::test), a .py script or an .ipynb notebook.";

    /// <summary>The target of several paths, which pytest runs together; of one path whatever it is.</summary>
    /// <exception cref="RunnerException">A path is no target, or one of several is not run by pytest.</exception>
    public Target Resolve(Project project, IReadOnlyList<string> paths)
    {
        if (paths.Count <= 1)
        {
            return Resolve(project, paths.Count == 0 ? "" : paths[0]);
        }

        List<Target> targets = [.. paths.Select(path => Resolve(project, path)).Distinct()];
        var alone = targets.FirstOrDefault(target => target.Kind != TargetKind.Pytest);
        return alone is null || targets.Count == 1
            ? targets[0] with
            {
                More = [.. targets.Skip(1).Select(target => target.Path)],
            }
            : throw new RunnerException(
                $"Only tests run together; “{alone.Path}” is a {(alone.Kind == TargetKind.Script ? "script" : "notebook")}.",
                "Run it by itself."
            );
    }

    /// <summary>The target at a path relative to the root, or absolute inside the project; pytest node ids are understood.</summary>
    /// <exception cref="RunnerException">There is nothing there, it lies outside, or it cannot be run.</exception>
    [SuppressMessage("Performance", "CA1822", Justification = "A service, injected where it is used.")]
    public Target Resolve(Project project, string path)
    {
        var (file, node) = Split(project, path);
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

        var target = Directory.Exists(full) ? Folder(project, relative, node) : File(relative, node);
        return target.Kind == TargetKind.Pytest && MisreadByPytest(relative) is { } part
            ? throw new RunnerException(
                $"pytest cannot be told to run “{relative}”: it takes “{part}” for the end of a file's name.",
                "Rename it, or run a folder above it."
            )
            : target;
    }

    // Seen with pytest 7.2: whatever stands before it is taken for the file, and not found.
    private static string? MisreadByPytest(string path) =>
        path.Contains(Separator, StringComparison.Ordinal) ? Separator
        : path.Contains('[', StringComparison.Ordinal) ? "["
        : null;

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

    // A name may hold “::” itself: the shortest that exists is the file, the whole path before all others.
    private static (string File, string? Node) Split(Project project, string path)
    {
        bool Exists(string file) =>
            InsidePath.Normalize(project, file) is { } relative && Path.Exists(Path.Combine(project.Root, relative));
        var separators = Enumerable
            .Range(0, path.Length)
            .Where(at => string.CompareOrdinal(path, at, Separator, 0, Separator.Length) == 0)
            .ToList();
        if (separators.Count == 0 || Exists(path))
        {
            return (path, null);
        }

        var end = separators.Where(at => Exists(path[..at])).DefaultIfEmpty(separators[0]).First();
        return (path[..end], path[(end + Separator.Length)..]);
    }

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
