using System.Globalization;
using System.Text;

namespace KaggleRunner.Tests.Web.Artifacts;

/// <summary>Writes a PDF by hand: a page a colour, with a word on it.</summary>
internal static class TinyPdf
{
    private static readonly string[] Colours = ["1 0 0", "0 0.6 0", "0 0 1"];

    /// <param name="path">The file.</param>
    /// <param name="padding">So many bytes of nothing, that no page needs, between the pages and the table at the end.</param>
    /// <param name="catalog">More of the catalog, for example what is to happen when it is opened.</param>
    /// <param name="page">More of each page.</param>
    public static void Write(string path, long padding = 0, string catalog = "", string page = "")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = File.Create(path);
        var offsets = new List<long>();
        Put(file, "%PDF-1.7\n");
        Add($"<< /Type /Catalog /Pages 2 0 R {catalog} >>");
        Add($"<< /Type /Pages /Count {Colours.Length} /Kids [4 0 R 6 0 R 8 0 R] >>");
        Add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        for (var at = 0; at < Colours.Length; at++)
        {
            var content = $"{Colours[at]} rg 0 0 200 100 re f 0 g BT /F1 24 Tf 20 40 Td (Page {at + 1}) Tj ET";
            Add(
                $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents {5 + (2 * at)} 0 R /Resources << /Font << /F1 3 0 R >> >> {page} >>"
            );
            Add($"<< /Length {content.Length} >>\nstream\n{content}\nendstream");
        }

        offsets.Add(file.Position);
        Put(file, $"{offsets.Count} 0 obj\n<< /Length {padding} >>\nstream\n");
        file.Seek(padding, SeekOrigin.Current);
        Put(file, "\nendstream\nendobj\n");
        var table = file.Position;
        Put(file, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
        {
            Put(file, string.Create(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n"));
        }

        Put(file, $"trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");

        void Add(string body)
        {
            offsets.Add(file.Position);
            Put(file, $"{offsets.Count} 0 obj\n{body}\nendobj\n");
        }
    }

    private static void Put(FileStream file, string text) => file.Write(Encoding.ASCII.GetBytes(text));
}
