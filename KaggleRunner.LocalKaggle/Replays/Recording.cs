using System.Text.Json;
using System.Text.RegularExpressions;
using KaggleRunner.LocalKaggle.Hosting;

namespace KaggleRunner.LocalKaggle.Replays;

/// <summary>A recorded log: the JSON array that an ended session's log is, with its times.</summary>
internal sealed partial class Recording
{
    private const string Mark = "##kaggle-runner[";

    private Recording(IReadOnlyList<RecordedEvent> events) => Events = events;

    public IReadOnlyList<RecordedEvent> Events { get; }

    /// <exception cref="StartException">The file is no such log.</exception>
    public static Recording Load(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var log = JsonDocument.Parse(file);
            return new Recording([.. WithWholeMarks(log.RootElement.EnumerateArray().Select(Read))]);
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new StartException(
                $"{path} is no recorded log, which is [{{\"stream_name\":\"stdout\",\"time\":0.5,\"data\":\"text\"}}, …]: "
                    + exception.Message
            );
        }
    }

    private static RecordedEvent Read(JsonElement json) =>
        new(
            json.GetProperty("stream_name").GetString() ?? "stdout",
            json.GetProperty("time").GetDouble(),
            json.GetProperty("data").GetString() ?? "",
            []
        );

    // A record that came in pieces is put together: what begins it goes to the next event of its stream.
    private static IEnumerable<RecordedEvent> WithWholeMarks(IEnumerable<RecordedEvent> events)
    {
        var carried = new Dictionary<string, RecordedEvent>(StringComparer.Ordinal);
        foreach (var recorded in events)
        {
            var data = carried.Remove(recorded.Stream, out var begun) ? begun.Data + recorded.Data : recorded.Data;
            var end = WholeMarks(data);
            if (end > 0)
            {
                yield return Divide(recorded with { Data = data[..end] });
            }

            if (end < data.Length)
            {
                carried[recorded.Stream] = recorded with { Data = data[end..] };
            }
        }

        foreach (var rest in carried.Values)
        {
            yield return Divide(rest);
        }
    }

    private static RecordedEvent Divide(RecordedEvent recorded) =>
        recorded with
        {
            AroundNonces = Nonce().Split(recorded.Data),
        };

    /// <summary>Where a mark begins that does not end any more; the length of the text when there is none.</summary>
    private static int WholeMarks(string data)
    {
        var last = data.LastIndexOf(Mark, StringComparison.Ordinal);
        if (last >= 0 && data.IndexOfAny([']', '\n'], last + Mark.Length) < 0)
        {
            return last;
        }

        for (var length = Math.Min(Mark.Length - 1, data.Length); length > 0; length--)
        {
            if (data.EndsWith(Mark[..length], StringComparison.Ordinal))
            {
                return data.Length - length;
            }
        }

        return data.Length;
    }

    [GeneratedRegex(
        @"(?<=##kaggle-runner\[)[0-9A-Za-z_-]+(?=\])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Nonce();
}
