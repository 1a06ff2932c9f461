using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Security;

namespace KaggleRunner.LocalKaggle.Datasets;

/// <summary>Who asks.</summary>
internal static class Caller
{
    public static string Of(RpcTrace trace, IServiceProvider services) =>
        services.GetRequiredService<KeyFile>().Owner;
}
