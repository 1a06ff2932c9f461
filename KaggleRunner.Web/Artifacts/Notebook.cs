using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace KaggleRunner.Web.Artifacts;

/// <summary>A cell of a notebook.</summary>
public sealed record NotebookCell(bool IsCode, string Source, IReadOnlyList<NotebookOutput> Outputs);

public enum NotebookOutputKind
{
    Text,
    Error,

    /// <summary>The content is a <c>data:</c> address.</summary>
    Image,

    /// <summary>The content is hostile HTML.</summary>
    Html,
}

public sealed record NotebookOutput(NotebookOutputKind Kind, string Content);

/// <summary>Reads a Jupyter notebook; nothing in it is run. Of very long ones the beginning.</summary>
public static partial class Notebook
{
    private const int MostCells = 300;
    private const int MostOutputs = 50;
    private const int LongestText = 100_000;
    private const int LongestImage = 8_000_000;
    private static readonly string[] Images = ["image/png", "image/jpeg", "image/gif", "image/webp"];

    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="InvalidDataException">It is no notebook.</exception>
    public static IReadOnlyList<NotebookCell> Read(Stream file)
    {
        using var document = JsonDocument.Parse(file);
        return Part(document.RootElement, "cells") is { ValueKind: JsonValueKind.Array } cells
            ? [.. cells.EnumerateArray().Take(MostCells).Select(Cell)]
            : throw new InvalidDataException("This file is not a notebook that is understood here (format 4).");
    }

    private static NotebookCell Cell(JsonElement cell)
    {
        var type = Part(cell, "cell_type") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        var outputs = Part(cell, "outputs") is { ValueKind: JsonValueKind.Array } all
            ? all.EnumerateArray().Take(MostOutputs).Select(Output).OfType<NotebookOutput>().ToList()
            : [];
        return new NotebookCell(type is not "markdown", Text(Part(cell, "source")), outputs);
    }

    private static NotebookOutput? Output(JsonElement output)
    {
        if (Part(output, "traceback") is { ValueKind: JsonValueKind.Array } traceback)
        {
            var lines = traceback.EnumerateArray().Select(line => Text(line));
            return new NotebookOutput(NotebookOutputKind.Error, Escapes().Replace(string.Join('\n', lines), ""));
        }

        if (Part(output, "text") is { } stream)
        {
            return new NotebookOutput(NotebookOutputKind.Text, Escapes().Replace(Text(stream), ""));
        }

        return Part(output, "data") is { ValueKind: JsonValueKind.Object } data ? Data(data) : null;
    }

    private static NotebookOutput? Data(JsonElement data)
    {
        foreach (var type in Images)
        {
            if (Part(data, type) is { } image && Base64(Text(image, LongestImage)) is { } bytes)
            {
                return new NotebookOutput(NotebookOutputKind.Image, $"data:{type};base64,{bytes}");
            }
        }

        if (Part(data, "image/svg+xml") is { } svg)
        {
            var bytes = Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(svg, LongestImage)));
            return new NotebookOutput(NotebookOutputKind.Image, $"data:image/svg+xml;base64,{bytes}");
        }

        return Part(data, "text/html") is { } html ? new NotebookOutput(NotebookOutputKind.Html, Text(html))
            : Part(data, "text/plain") is { } text ? new NotebookOutput(NotebookOutputKind.Text, Text(text))
            : null;
    }

    private static string? Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            ? Convert.ToBase64String(bytes, 0, length)
            : null;
    }

    private static JsonElement? Part(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var part) ? part : null;

    private static string Text(JsonElement? value, int longest = LongestText)
    {
        var text = value switch
        {
            { ValueKind: JsonValueKind.String } one => one.GetString() ?? "",
            { ValueKind: JsonValueKind.Array } lines => string.Concat(
                lines
                    .EnumerateArray()
                    .Where(line => line.ValueKind == JsonValueKind.String)
                    .Select(line => line.GetString())
            ),
            _ => "",
        };
        return text.Length <= longest ? text : $"{text[..longest]}…";
    }

    [GeneratedRegex(@"\x1B\[[0-9;?]*[A-Za-z]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Escapes();
}
