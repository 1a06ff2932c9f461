using System.Globalization;
using System.Text;
using System.Xml;

namespace KaggleRunner.Core.Results;

/// <summary>
/// Reads a JUnit report as pytest writes it. It comes from a program that may be hostile: no document type, nothing
/// fetched from elsewhere, sizes bounded.
/// </summary>
public static class JunitReport
{
    private const long LargestFile = 512L * 1024 * 1024;
    private const int LongestText = 64 * 1024;
    private const int MostCases = 200_000;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = LargestFile,
        MaxCharactersFromEntities = 1,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = false,
    };

    /// <summary>The report in the file at <paramref name="path"/>; of a broken one what could be read.</summary>
    public static TestReport Read(string path)
    {
        var cases = new List<TestCase>();
        try
        {
            using var file = new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            if (file.Length > LargestFile)
            {
                return new TestReport(cases, "The test report is too large to be read.");
            }

            using var reader = XmlReader.Create(file, Settings);
            while (reader.ReadToFollowing("testcase"))
            {
                cases.Add(ReadCase(reader));
                if (cases.Count == MostCases)
                {
                    return new TestReport(cases, $"The test report has more than {MostCases} tests.");
                }
            }

            return new TestReport(cases);
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            return new TestReport(cases, $"The test report cannot be read: {e.Message}");
        }
    }

    private static TestCase ReadCase(XmlReader reader)
    {
        var id = NodeId.From(
            reader.GetAttribute("file"),
            reader.GetAttribute("classname"),
            reader.GetAttribute("name") ?? "?"
        );
        var isTimed = double.TryParse(reader.GetAttribute("time"), CultureInfo.InvariantCulture, out var seconds);
        var test = new TestCase(
            Cut(id)!,
            "passed",
            isTimed && double.IsFinite(seconds) ? seconds : 0,
            Message: null,
            Details: null,
            Output: null
        );
        if (reader.IsEmptyElement)
        {
            return test;
        }

        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == depth + 1)
            {
                test = WithPart(test, reader);
            }
        }

        return test;
    }

    private static TestCase WithPart(TestCase test, XmlReader reader)
    {
        var outcome = reader.LocalName switch
        {
            "failure" => "failed",
            "error" => "error",
            "skipped" => "skipped",
            _ => null,
        };
        if (outcome is not null)
        {
            return test with
            {
                Outcome = outcome,
                Message = Cut(reader.GetAttribute("message")),
                Details = ReadText(reader),
            };
        }

        return reader.LocalName is "system-out" or "system-err"
            ? test with
            {
                Output = Cut(test.Output + ReadText(reader)),
            }
            : test;
    }

    // In chunks: a system-out of 200 MB must not become one string.
    private static string? ReadText(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            return null;
        }

        var text = new StringBuilder();
        var chunk = new char[8 * 1024];
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace))
            {
                continue;
            }

            for (int read; text.Length <= LongestText && (read = reader.ReadValueChunk(chunk, 0, chunk.Length)) > 0; )
            {
                text.Append(chunk, 0, read);
            }
        }

        return Cut(text.ToString());
    }

    private static string? Cut(string? text) =>
        text is null || text.Length <= LongestText ? text : $"{text[..LongestText]}…";
}
