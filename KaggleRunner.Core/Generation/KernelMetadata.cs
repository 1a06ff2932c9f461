using System.Text.Json.Serialization;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Generation;

/// <summary>The file <c>kernel-metadata.json</c> of the official tool, which writes its booleans as text.</summary>
internal sealed record KernelMetadata
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public string CodeFile { get; init; } = "script.py";
    public string Language { get; init; } = "python";
    public string KernelType { get; init; } = "script";
    public required string IsPrivate { get; init; }
    public required string EnableGpu { get; init; }
    public required string EnableTpu { get; init; }
    public required string EnableInternet { get; init; }
    public string? MachineShape { get; init; }
    public required IReadOnlyList<string> DatasetSources { get; init; }
    public required IReadOnlyList<string> CompetitionSources { get; init; }
    public required IReadOnlyList<string> KernelSources { get; init; }
    public required IReadOnlyList<string> ModelSources { get; init; }

    public static KernelMetadata From(KernelPush push)
    {
        var isTpu = push.MachineShape?.StartsWith("tpu", StringComparison.OrdinalIgnoreCase) == true;
        return new KernelMetadata
        {
            Id = push.Kernel.ToString(),
            Title = push.Title,
            IsPrivate = Text(push.IsPrivate),
            EnableGpu = Text(push.MachineShape is not null && !isTpu),
            EnableTpu = Text(isTpu),
            EnableInternet = Text(push.EnableInternet),
            MachineShape = push.MachineShape,
            DatasetSources = push.Datasets,
            CompetitionSources = push.Competitions,
            KernelSources = push.Kernels,
            ModelSources = push.Models,
        };
    }

    private static string Text(bool value) => value ? "true" : "false";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n"
)]
[JsonSerializable(typeof(KernelMetadata))]
internal sealed partial class MetadataJsonContext : JsonSerializerContext;
