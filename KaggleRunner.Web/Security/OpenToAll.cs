namespace KaggleRunner.Web.Security;

/// <summary>Marks an endpoint that answers without a login.</summary>
internal sealed class OpenToAll
{
    public static OpenToAll Instance { get; } = new();
}
