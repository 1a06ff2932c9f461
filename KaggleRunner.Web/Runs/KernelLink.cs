using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Web.Runs;

/// <summary>The address of a run's kernel, where it may become a link: it is Kaggle's answer, or another machine's word.</summary>
public static class KernelLink
{
    private const string Kaggle = "kaggle.com";

    /// <summary>The address when it leads to Kaggle over https; null for all else, and for the local Kaggle.</summary>
    public static string? Of(Run run) =>
        run.Account == KaggleAccountKind.Kaggle
        && Uri.TryCreate(run.KernelUrl, UriKind.Absolute, out var uri)
        && uri is { Scheme: "https", IsDefaultPort: true, UserInfo: "" }
        && (uri.Host == Kaggle || uri.Host.EndsWith("." + Kaggle, StringComparison.Ordinal))
            ? uri.AbsoluteUri
            : null;
}
