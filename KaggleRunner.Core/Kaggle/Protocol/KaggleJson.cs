using System.Text.Json.Serialization;

namespace KaggleRunner.Core.Kaggle.Protocol;

/// <summary>Kaggle's JSON: camelCase, what is unset left out, numbers also as text, unknown members skipped.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString
)]
[JsonSerializable(typeof(SaveKernelRequest))]
[JsonSerializable(typeof(SaveKernelAnswer))]
[JsonSerializable(typeof(KernelRequest))]
[JsonSerializable(typeof(SessionStatusAnswer))]
[JsonSerializable(typeof(GetKernelAnswer))]
[JsonSerializable(typeof(ListOutputRequest))]
[JsonSerializable(typeof(ListOutputAnswer))]
[JsonSerializable(typeof(ListFilesAnswer))]
[JsonSerializable(typeof(KernelFileAnswer))]
[JsonSerializable(typeof(ListKernelsRequest))]
[JsonSerializable(typeof(ListKernelsAnswer))]
[JsonSerializable(typeof(CancelSessionRequest))]
[JsonSerializable(typeof(IntrospectTokenRequest))]
[JsonSerializable(typeof(IntrospectTokenAnswer))]
[JsonSerializable(typeof(GenerateAccessTokenRequest))]
[JsonSerializable(typeof(GenerateAccessTokenAnswer))]
[JsonSerializable(typeof(QuotaAnswer))]
[JsonSerializable(typeof(EmptyRequest))]
[JsonSerializable(typeof(EmptyAnswer))]
[JsonSerializable(typeof(LogPayload))]
internal sealed partial class KaggleJson : JsonSerializerContext;
