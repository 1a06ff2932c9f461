using System.Text.Json.Serialization;

namespace KaggleRunner.Web.Artifacts;

[JsonSerializable(typeof(string[]))]
internal sealed partial class ArtifactJson : JsonSerializerContext;
