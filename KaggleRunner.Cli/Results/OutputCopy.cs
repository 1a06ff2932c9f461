using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Runs;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.CommandLine.Results;

/// <summary>One output to copy. Its name came from a kernel: the copy stays inside the folder asked for.</summary>
internal sealed record OutputCopy(string From, string To)
{
    /// <exception cref="UsageException">A name would leave the folder, perhaps through a link that lies in it.</exception>
    public static IReadOnlyList<OutputCopy> Plan(Run run, IReadOnlyList<string> outputs, string folder) =>
        [
            .. outputs.Select(output =>
                RunOutputs.Find(run, output) is { } from && ContainedPath.TryResolve(folder, output) is { } to
                    ? new OutputCopy(from, to)
                    : throw new UsageException(
                        $"{output} cannot be copied to {folder}: it would leave that folder.",
                        "Choose an empty folder with --to."
                    )
            ),
        ];

    /// <summary>Copies beside the place and renames, so that an interrupted copy leaves no half file.</summary>
    public void Execute()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(To)!);
        var beside = $"{To}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.Copy(From, beside);
            File.Move(beside, To, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
