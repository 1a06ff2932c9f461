using System.Text.Json.Serialization;
using KaggleRunner.LocalKaggle.Protocol;

namespace KaggleRunner.LocalKaggle.Inputs;

[JsonConverter(typeof(UpperSnakeConverter<InputKind>))]
internal enum InputKind
{
    Dataset,
    Kernel,
}

/// <summary>A version of a source, fixed at the time of the push: what is made later is for later sessions.</summary>
internal sealed record InputPin(InputKind Kind, string Owner, string Slug, int Version)
{
    public string Name => $"{Owner}/{Slug}";

    public bool Is(InputKind kind, string name, int version) =>
        Kind == kind && Version == version && string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}
