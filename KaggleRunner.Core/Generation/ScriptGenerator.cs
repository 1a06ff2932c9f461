using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Generation;

/// <summary>Writes the script that a kernel runs: <c>kernel_script.py</c> with one JSON document set into it.</summary>
public sealed class ScriptGenerator
{
    /// <summary>Kaggle takes sources below one megabyte.</summary>
    public const int SizeLimit = 1_000_000;

    private const string Begin = "# ---- job begins ----\n";
    private const string End = "# ---- job ends ----\n";

    private readonly (string Before, string After) _frame = ReadFrame();

    /// <summary>The script of a job. The document is all that differs from one script to another.</summary>
    /// <exception cref="RunnerException">The script would reach Kaggle's limit of size.</exception>
    public string Generate(ScriptJob job)
    {
        var script = Write(job);
        var size = Encoding.UTF8.GetByteCount(script);
        return size < SizeLimit ? script : throw TooLarge(job, size);
    }

    /// <summary>True when a pack of so many bytes fits into the script of this job, which has none yet.</summary>
    public bool HasRoomFor(ScriptJob job, long bytes) =>
        bytes < SizeLimit
        && Encoding.UTF8.GetByteCount(Write(job)) + (long)Base64Url.GetEncodedLength((int)bytes) < SizeLimit;

    private string Write(ScriptJob job)
    {
        var json = JsonSerializer.Serialize(JobDocument.From(job), JobJsonContext.Default.JobDocument);
        // A raw literal keeps the backslashes of JSON; its encoder leaves no apostrophe that could end the literal.
        return $"{_frame.Before}JOB = json.loads(r'''{json}''')\n{_frame.After}";
    }

    private static RunnerException TooLarge(ScriptJob job, int size)
    {
        var told = string.Create(CultureInfo.InvariantCulture, $"{size / 1e6:0.0} MB");
        return job.Revision.Transport == RevisionTransport.Bundle
            ? new RunnerException(
                $"With the repository's files inside, the script has {told}; Kaggle takes less than 1 MB.",
                "Push the repository to a remote that Kaggle reaches over http(s), then the kernel fetches the commit from "
                    + "there; or take large files out of the commit."
            )
            : new RunnerException(
                $"The script has {told}; Kaggle takes less than 1 MB.",
                "Shorten the arguments and the environment of the run."
            );
    }

    private static (string, string) ReadFrame()
    {
        using var stream = typeof(ScriptGenerator).Assembly.GetManifestResourceStream("kernel_script.py")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = reader.ReadToEnd().ReplaceLineEndings("\n");
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf(End, StringComparison.Ordinal);
        return (text[..begin], text[end..]);
    }
}
