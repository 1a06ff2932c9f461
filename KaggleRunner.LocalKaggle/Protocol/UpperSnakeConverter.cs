using System.Text.Json;
using System.Text.Json.Serialization;

namespace KaggleRunner.LocalKaggle.Protocol;

/// <summary>Enums travel as upper-snake names without their type's prefix.</summary>
internal sealed class UpperSnakeConverter<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false)
    where T : struct, Enum;
