using System.Collections.Concurrent;
using KaggleRunner.LocalKaggle.Faults.Streams;

namespace KaggleRunner.LocalKaggle.Faults;

/// <summary>What can happen to a live log on its way.</summary>
internal sealed class StreamFaults(FaultSwitch faults, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, byte> _connected = new(StringComparer.OrdinalIgnoreCase);

    public WriteStream Wrap(HttpContext context, FaultCall call, Stream body)
    {
        var again = !_connected.TryAdd($"{call.Kernel}#{call.Version}", 0);
        // Whether it is events or the array of an ended session shows in what is answered.
        return new ChosenStream(
            body,
            () =>
                context.Response.ContentType?.StartsWith("text/event-stream", StringComparison.Ordinal) == true
                    ? Events(context, call, body, again)
                    : Array(call, body)
        );
    }

    private HalfStream? Array(FaultCall call, Stream body) =>
        faults.Strike(FaultNames.HalfJson, call) is { } half ? new HalfStream(body, half) : null;

    private WriteStream? Events(HttpContext context, FaultCall call, Stream body, bool again)
    {
        WriteStream? wrapped = null;
        var split = faults.StrikeNow(FaultNames.StreamSplit, call);
        if (split is not null)
        {
            wrapped = new CrumbledStream(body, split);
        }

        if (faults.Strike(FaultNames.StreamStall, call) is { } stall)
        {
            wrapped = new StalledStream(wrapped ?? body, stall, time, context.RequestAborted);
        }

        if (faults.Strike(FaultNames.StreamCut, call) is { } cut)
        {
            wrapped = new CutStream(wrapped ?? body, cut);
        }

        var edits = Edits(call, again, split).ToList();
        return edits.Count == 0 ? wrapped : new EventStream(wrapped ?? body, edits);
    }

    private IEnumerable<IEventEdit> Edits(FaultCall call, bool again, Random? split)
    {
        if (faults.StrikeNow(FaultNames.StreamRechunk, call) is { } rechunk)
        {
            yield return new RechunkEdit(rechunk);
        }

        if (split is not null)
        {
            yield return new SplitEdit();
        }

        if (again && faults.Strike(FaultNames.StreamDuplicate, call) is { } duplicate)
        {
            yield return new DuplicateEdit(duplicate);
        }

        if (faults.Strike(FaultNames.StreamNoSentinel, call) is { } headless)
        {
            yield return new SentinelEdit(headless);
        }
    }
}
