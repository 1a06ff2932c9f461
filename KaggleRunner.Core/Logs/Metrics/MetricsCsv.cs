using System.Globalization;
using System.Text;

namespace KaggleRunner.Core.Logs.Metrics;

/// <summary>All values of a run's metrics as a table, none left out, for spreadsheets and scripts.</summary>
public static class MetricsCsv
{
    private const int WriteAt = 64 * 1024;

    /// <summary>Writes <c>name,step,seconds,value</c>, a line a value, in the order in which they came.</summary>
    /// <param name="folder">The run's results folder.</param>
    /// <param name="destination">Gets UTF-8.</param>
    /// <param name="cancellationToken">Ends the writing between two parts.</param>
    public static async Task WriteAsync(string folder, Stream destination, CancellationToken cancellationToken)
    {
        var text = new StringBuilder("name,step,seconds,value\r\n");
        var tail = new RecordLineReader(folder, line => Append(text, line), () => { });
        bool more;
        do
        {
            more = tail.Read() is { HasMore: true };
            if (text.Length > WriteAt || !more)
            {
                await destination
                    .WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken)
                    .ConfigureAwait(false);
                text.Clear();
            }
        } while (more);
    }

    private static void Append(StringBuilder text, ReadOnlySpan<byte> line)
    {
        if (RecordLine.IsMetric(line) && RecordLine.Read(line) is MetricRecord { Name: not null } metric)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{Cell(metric.Name)},{metric.Step},{metric.Time},{metric.Value}\r\n"
            );
        }
    }

    // Spreadsheets take a text that begins like this for a formula and run it (OWASP, CSV injection).
    private static string Cell(string name)
    {
        var safe = name.Length > 0 && "=+-@\t\r".Contains(name[0], StringComparison.Ordinal) ? $"'{name}" : name;
        return safe.AsSpan().ContainsAny("\",\r\n")
            ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : safe;
    }
}
