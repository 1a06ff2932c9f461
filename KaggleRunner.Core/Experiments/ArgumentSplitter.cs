using System.Text;
using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Experiments;

/// <summary>
/// Splits a line into arguments as a POSIX shell does, quotes and backslashes included, without expanding anything: no
/// variables, patterns or substitutions. A matrix's placeholder is one word.
/// </summary>
/// <remarks>System.CommandLine and .NET split by Windows' rules, which know no single quotes.</remarks>
public static class ArgumentSplitter
{
    private const string Safe = "_@%+=:,./-";

    /// <summary>The arguments of the line.</summary>
    /// <exception cref="RunnerException">A quote is not closed, or the line ends in a backslash.</exception>
    public static IReadOnlyList<string> Split(string text)
    {
        text = MatrixPlaceholders.Tighten(text);
        var arguments = new List<string>();
        StringBuilder? word = null;
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case ' ' or '\t' or '\n' or '\r':
                    Finish(arguments, ref word);
                    break;
                case '\'':
                    at = Single(text, at, word ??= new());
                    break;
                case '"':
                    at = Double(text, at, word ??= new());
                    break;
                case '\\':
                    at = Escaped(text, at, ref word);
                    break;
                default:
                    (word ??= new()).Append(text[at]);
                    break;
            }
        }

        Finish(arguments, ref word);
        return arguments;
    }

    /// <summary>One line that <see cref="Split"/>, and a shell, takes apart into the same arguments.</summary>
    public static string Join(IEnumerable<string> arguments) => string.Join(' ', arguments.Select(Quote));

    private static string Quote(string argument) =>
        argument.Length > 0
        && argument.All(c => char.IsAsciiLetterOrDigit(c) || Safe.Contains(c, StringComparison.Ordinal))
            ? argument
            : $"'{argument.Replace("'", "'\"'\"'", StringComparison.Ordinal)}'";

    private static void Finish(List<string> arguments, ref StringBuilder? word)
    {
        if (word is not null)
        {
            arguments.Add(word.ToString());
            word = null;
        }
    }

    private static int Single(string text, int opening, StringBuilder word)
    {
        var closing = text.IndexOf('\'', opening + 1);
        if (closing < 0)
        {
            throw Unclosed(text, opening);
        }

        word.Append(text, opening + 1, closing - opening - 1);
        return closing;
    }

    private static int Double(string text, int opening, StringBuilder word)
    {
        for (var at = opening + 1; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                return at;
            }

            var next = at + 1 < text.Length ? text[at + 1] : '\0';
            if (text[at] == '\\' && next is ('"' or '\\' or '$' or '`' or '\n'))
            {
                at++;
                if (next != '\n')
                {
                    word.Append(next);
                }
            }
            else
            {
                word.Append(text[at]);
            }
        }

        throw Unclosed(text, opening);
    }

    private static int Escaped(string text, int backslash, ref StringBuilder? word)
    {
        if (backslash + 1 == text.Length)
        {
            throw new RunnerException("The arguments end in a backslash.", "Write \\\\ for a backslash itself.");
        }

        // A backslash before a line end joins the lines.
        if (text[backslash + 1] != '\n')
        {
            (word ??= new()).Append(text[backslash + 1]);
        }

        return backslash + 1;
    }

    private static RunnerException Unclosed(string text, int opening) =>
        new(
            $"The arguments have a quote that is not closed, at character {opening + 1}: {text[opening..Math.Min(text.Length, opening + 20)]}",
            "Close it, or put a backslash before it."
        );
}
