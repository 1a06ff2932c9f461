using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace KaggleRunner.Benchmarks.Artifacts;

/// <summary>What the benchmark of artifacts looks at, and the scripts with which it looks.</summary>
internal static class BenchFiles
{
    private const int Width = 640;
    private const int Height = 533;

    /// <summary>Resolves with the time at which what the selector names was there and painted.</summary>
    public const string WaitFor = """
        (selector) => new Promise((resolve) => {
          const look = () => {
            const element = document.querySelector(selector);
            const isThere = element && (element.tagName === "CANVAS" || element.textContent);
            if (!isThere) return requestAnimationFrame(look);
            const after = new MessageChannel();
            after.port1.onmessage = () => resolve(performance.now());
            requestAnimationFrame(() => after.port2.postMessage(0));
          };
          look();
        })
        """;

    /// <summary>Scrolls for five seconds, 40 pixels a frame, and returns the time between frames.</summary>
    public const string Scroll = """
        (selector) => new Promise((resolve) => {
          const element = document.querySelector(selector), frames = [];
          let last = performance.now();
          const until = last + 5000;
          const frame = () => {
            const now = performance.now();
            frames.push(now - last);
            last = now;
            element.scrollTop += 40;
            if (now < until) requestAnimationFrame(frame);
            else resolve(frames.slice(1));
          };
          requestAnimationFrame(frame);
        })
        """;

    public static void WriteSmall(string folder, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var part = Directory.CreateDirectory(Path.Combine(folder, $"part-{i / 1000}")).FullName;
            File.WriteAllText(Path.Combine(part, $"file-{i}.txt"), $"{i}\n");
        }

        File.WriteAllText(Path.Combine(folder, "first.txt"), "first\n");
    }

    /// <summary>PNGs of noise, about 1 MB each.</summary>
    public static void WriteImages(string folder, int count)
    {
        var random = new Random(1);
        var rows = new byte[Height * (1 + (Width * 3))];
        for (var i = 0; i < count; i++)
        {
            random.NextBytes(rows);
            for (var row = 0; row < Height; row++)
            {
                rows[row * (1 + (Width * 3))] = 0;
            }

            File.WriteAllBytes(Path.Combine(folder, $"image-{i:0000}.png"), Png(rows));
        }
    }

    public static void WriteTable(string path, long bytes)
    {
        using var writer = new StreamWriter(path);
        writer.WriteLine("step,loss,note");
        for (long row = 0, written = 0; written < bytes; row++)
        {
            var line = string.Create(
                CultureInfo.InvariantCulture,
                $"{row},{1.0 / (row + 1):0.000000},\"a note, with words in it\"\n"
            );
            writer.Write(line);
            written += line.Length;
        }
    }

    private static byte[] Png(byte[] rows)
    {
        using var png = new MemoryStream();
        png.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        (header[8], header[9]) = (8, 2);
        Chunk(png, "IHDR", header);
        using var data = new MemoryStream();
        using (var deflated = new ZLibStream(data, CompressionLevel.NoCompression, leaveOpen: true))
        {
            deflated.Write(rows);
        }

        Chunk(png, "IDAT", data.ToArray());
        Chunk(png, "IEND", []);
        return png.ToArray();
    }

    private static void Chunk(MemoryStream png, string name, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        png.Write(length);
        byte[] content = [.. Encoding.ASCII.GetBytes(name), .. data];
        png.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(length, Crc32.HashToUInt32(content));
        png.Write(length);
    }
}
