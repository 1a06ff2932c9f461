using System.Buffers.Text;
using System.Text.Json.Serialization;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Generation;

/// <summary>The JSON document in the script: the names are those that <c>kernel_script.py</c> reads.</summary>
internal sealed record JobDocument
{
    public required string Nonce { get; init; }
    public required JobTarget Target { get; init; }
    public required IReadOnlyList<string> Args { get; init; }
    public required IReadOnlyList<string> PytestArgs { get; init; }
    public required IReadOnlyDictionary<string, string> Env { get; init; }
    public required bool Quick { get; init; }
    public required bool Internet { get; init; }

    /// <summary>The machine shape that was asked for; null for CPU.</summary>
    public required string? Accelerator { get; init; }

    /// <summary>The session's limit; null leaves it to Kaggle.</summary>
    public required double? TimeoutSeconds { get; init; }
    public required JobPython Python { get; init; }
    public required JobOutputs Outputs { get; init; }
    public required JobSource Source { get; init; }

    public static JobDocument From(ScriptJob job) =>
        new()
        {
            Nonce = job.Nonce,
            Target = new JobTarget(job.Target.Path, job.Target.Kind, job.Target.More),
            Args = job.Settings.Args,
            PytestArgs = job.Settings.PytestArgs,
            Env = new SortedDictionary<string, string>(
                job.Settings.Environment.ToDictionary(StringComparer.Ordinal),
                StringComparer.Ordinal
            ),
            Quick = job.Settings.Quick,
            Internet = job.Settings.Internet,
            Accelerator = job.Settings.Accelerator,
            TimeoutSeconds = job.Settings.Timeout?.TotalSeconds,
            Python = new JobPython(
                job.Settings.Python.Requirements,
                job.Settings.Python.Packages,
                job.Settings.Python.Editable
            ),
            Outputs = new JobOutputs(job.Settings.Outputs.Include, job.Settings.Outputs.Exclude),
            Source = new JobSource(
                job.Revision.Transport,
                job.Revision.Sha,
                job.Revision.Branch,
                job.Revision.CloneUrl,
                // The URL's alphabet: JSON would write each + of the ordinary one in six characters.
                job.Bundle
                    is null
                    ? null
                    : Base64Url.EncodeToString(job.Bundle),
                JobDataset.Of(job)
            ),
        };
}

/// <param name="More">Further paths that pytest runs; absent from the scripts of older versions.</param>
internal sealed record JobTarget(string Path, TargetKind Kind, IReadOnlyList<string>? More = null);

internal sealed record JobPython(IReadOnlyList<string> Requirements, IReadOnlyList<string> Packages, bool? Editable);

internal sealed record JobOutputs(IReadOnlyList<string> Include, IReadOnlyList<string> Exclude);

internal sealed record JobSource(
    RevisionTransport Transport,
    string Sha,
    string? Branch,
    string? Url,
    string? Bundle,
    JobDataset? Dataset
);

/// <summary>Where a source that travels as a dataset is found, and how it is known.</summary>
internal sealed record JobDataset(string Slug, string File, string Sha256)
{
    public static JobDataset? Of(ScriptJob job) =>
        job.Revision is { Transport: RevisionTransport.Dataset, Pack: { } pack }
            ? new JobDataset(SourceName.SlugFor(job.Settings.Kernel.Slug), SourceName.File, pack.Sha256)
            : null;
}

/// <summary>Keeps the default encoder on purpose: ASCII only, quotes and apostrophes escaped.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    Converters = [typeof(LowerCaseEnumConverter<TargetKind>), typeof(LowerCaseEnumConverter<RevisionTransport>)]
)]
[JsonSerializable(typeof(JobDocument))]
internal sealed partial class JobJsonContext : JsonSerializerContext;

internal sealed class LowerCaseEnumConverter<T>()
    : JsonStringEnumConverter<T>(System.Text.Json.JsonNamingPolicy.SnakeCaseLower)
    where T : struct, Enum;
