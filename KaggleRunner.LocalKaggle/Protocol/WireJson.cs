using System.Text.Json.Serialization;

namespace KaggleRunner.LocalKaggle.Protocol;

/// <summary>What travels: unset fields are left out, numbers may come as strings.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString
)]
[JsonSerializable(typeof(SaveKernelRequest))]
[JsonSerializable(typeof(SessionRequest))]
[JsonSerializable(typeof(ListKernelsRequest))]
[JsonSerializable(typeof(CancelKernelSessionRequest))]
[JsonSerializable(typeof(IntrospectTokenRequest))]
[JsonSerializable(typeof(GenerateAccessTokenRequest))]
[JsonSerializable(typeof(GenerateAccessTokenResponse))]
[JsonSerializable(typeof(ExpireApiTokenRequest))]
[JsonSerializable(typeof(KernelRequest))]
[JsonSerializable(typeof(DeleteKernelResponse))]
[JsonSerializable(typeof(DownloadKernelOutputRequest))]
[JsonSerializable(typeof(LogsStreamRequest))]
[JsonSerializable(typeof(EmptyRequest))]
[JsonSerializable(typeof(FaultAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(EmptyAnswer))]
[JsonSerializable(typeof(IntrospectTokenResponse))]
[JsonSerializable(typeof(SaveKernelResponse))]
[JsonSerializable(typeof(SessionStatusResponse))]
[JsonSerializable(typeof(SessionOutputResponse))]
[JsonSerializable(typeof(KernelFilesResponse))]
[JsonSerializable(typeof(CancelResponse))]
[JsonSerializable(typeof(QuotaResponse))]
[JsonSerializable(typeof(GetKernelResponse))]
[JsonSerializable(typeof(ListKernelsResponse))]
internal sealed partial class WireJson : JsonSerializerContext;
