using System.Text.Json.Serialization;

namespace KaggleRunner.LocalKaggle.Faults;

/// <summary><c>{"faults":["stream-cut=0.5@3"],"seed":7}</c>: what <c>faults.json</c> and <c>POST /faults</c> say.</summary>
internal sealed record FaultSetting(IReadOnlyList<string>? Faults, int? Seed)
{
    public IReadOnlyList<FaultRule> Parse() => [.. (Faults ?? []).SelectMany(FaultRule.Parse)];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FaultLine))]
[JsonSerializable(typeof(FaultSetting))]
internal sealed partial class FaultJson : JsonSerializerContext;
