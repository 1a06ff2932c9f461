using System.Text.Json.Serialization;
using KaggleRunner.LocalKaggle.Hosting;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Quota;
using KaggleRunner.LocalKaggle.Security;
using KaggleRunner.LocalKaggle.Sessions;

namespace KaggleRunner.LocalKaggle.Protocol;

/// <summary>What stands on disk.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(AddressRecord))]
[JsonSerializable(typeof(KeyRecord))]
[JsonSerializable(typeof(CredentialsRecord))]
[JsonSerializable(typeof(TokenRecord[]))]
[JsonSerializable(typeof(JournalLine))]
[JsonSerializable(typeof(IdRecord))]
[JsonSerializable(typeof(QuotaUse))]
[JsonSerializable(typeof(KernelRecord))]
[JsonSerializable(typeof(VersionRecord))]
[JsonSerializable(typeof(SessionRecord))]
internal sealed partial class StateJson : JsonSerializerContext;
