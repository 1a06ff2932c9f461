using System.Text.Json.Serialization;

namespace KaggleRunner.LocalKaggle.StatusPage;

internal sealed record StatusLink(string Url);

internal sealed record CancelForm(string? Token);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StatusLink))]
[JsonSerializable(typeof(CancelForm))]
internal sealed partial class StatusJson : JsonSerializerContext;
