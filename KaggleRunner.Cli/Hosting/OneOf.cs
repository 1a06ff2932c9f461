using System.CommandLine;

namespace KaggleRunner.CommandLine.Hosting;

internal static class OneOf
{
    /// <summary>Only these values are taken; another one is answered with the option's name.</summary>
    public static void AcceptOnly(this Option option, params string[] values)
    {
        option.CompletionSources.Add(_ =>
            values.Select(value => new System.CommandLine.Completions.CompletionItem(value))
        );
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token, ..] && !values.Contains(token.Value, StringComparer.Ordinal))
            {
                result.AddError($"{option.Name} takes {string.Join(" or ", values)}, not “{token.Value}”.");
            }
        });
    }
}
