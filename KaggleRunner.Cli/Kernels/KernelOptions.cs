using System.CommandLine;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.CommandLine.Kernels;

/// <summary>Which Kaggle is asked, and for which kernel.</summary>
internal static class KernelOptions
{
    public static readonly Option<string> Account = CreateAccount();

    public static KaggleAccountKind Kind(ParseResult parsed) =>
        parsed.GetValue(Account) == "kaggle" ? KaggleAccountKind.Kaggle : KaggleAccountKind.Local;

    /// <exception cref="UsageException">The text is not <c>owner/slug</c>.</exception>
    public static KernelRef Parse(string text) =>
        text.Split('/') is [{ Length: > 0 } owner, { Length: > 0 } slug]
            ? new KernelRef(owner, slug)
            : throw new UsageException(
                "A kernel is named owner/slug.",
                "kaggle-runner kernels shows the kernels there are."
            );

    private static Option<string> CreateAccount()
    {
        var option = new Option<string>("--account")
        {
            Description = "local: the Kaggle embedded here; kaggle: the real one.",
            HelpName = "local|kaggle",
            DefaultValueFactory = _ => "local",
        };
        option.AcceptOnly("local", "kaggle");
        return option;
    }
}
