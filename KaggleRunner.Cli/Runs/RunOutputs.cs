using KaggleRunner.Core.Results;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.CommandLine.Runs;

/// <summary>The outputs of a run as they lie in its results folder.</summary>
internal static class RunOutputs
{
    private static readonly OutputStore Store = new();

    public static string Folder(Run run) => Path.Combine(run.Folder, "output");

    public static IReadOnlyList<Artifact> Of(Run run) => Directory.Exists(Folder(run)) ? Store.List(run.Folder) : [];

    /// <summary>The file of that output, or null when it is no file inside the folder.</summary>
    public static string? Find(Run run, string path) => Store.Find(run.Folder, path);
}
