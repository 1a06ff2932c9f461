using System.Text;

namespace KaggleRunner.Tests.Generation;

/// <summary>Makes strings that break programs which build commands, scripts or documents by gluing text together.</summary>
internal sealed class NastyStrings(int seed)
{
    private static readonly string[] Pieces =
    [
        "'",
        "\"",
        "'''",
        "\"\"\"",
        "\\",
        "\\\\",
        "\\n",
        "\\u0027",
        "\n",
        "\r\n",
        "\t",
        "\u0001",
        "\u001b[31m",
        "\u007f",
        "\u0085",
        "\u00a0",
        "\u2028",
        "\u202e",
        "\ufeff",
        "\uffff",
        "{",
        "}",
        "{{0}}",
        "%s",
        "$(id)",
        "`id`",
        "$HOME",
        ";",
        "|",
        "&",
        "<",
        ">",
        "*",
        "?",
        "~",
        "#",
        "!",
        "=",
        ",",
        ":",
        "::",
        "[",
        "]",
        " ",
        "  ",
        "-",
        "-rf",
        "--",
        "@",
        "é",
        "e\u0301",
        "漢",
        "🚀",
        "👩‍🚀",
        "a",
        "Z",
        "0",
        ".",
        "..",
        "None",
        "r'''",
        "''')",
        "# ---- job ends ----",
        "</script>",
        "&quot;",
        "\\N{BULLET}",
        "\\x00",
    ];

    private readonly Random _random = new(seed);

    /// <summary>Text without NUL, and without halves of surrogate pairs.</summary>
    public string Text(int mostPieces = 12)
    {
        var text = new StringBuilder();
        for (var left = _random.Next(mostPieces + 1); left > 0; left--)
        {
            text.Append(_random.Next(4) == 0 ? AnyCharacter() : Pieces[_random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }

    /// <summary>A file's name as Linux allows it: no slash, at most 255 bytes, not empty, not a dot or two.</summary>
    public string FileName(string suffix)
    {
        var name = Text().Replace('/', '_');
        while (Encoding.UTF8.GetByteCount(name + suffix) > 255)
        {
            name = name[..(char.IsLowSurrogate(name[^1]) ? ^2 : ^1)];
        }

        return name + suffix is "" or "." or ".." ? "dots" + suffix : name + suffix;
    }

    public IReadOnlyList<string> Texts(int count) => [.. Enumerable.Range(0, count).Select(_ => Text())];

    private string AnyCharacter()
    {
        while (true)
        {
            var value = _random.Next(1, 0x110000);
            if (Rune.IsValid(value) && value != '/')
            {
                return new Rune(value).ToString();
            }
        }
    }
}
