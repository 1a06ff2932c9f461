using System.Runtime.CompilerServices;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>Tells the log of another run by its first line, which is the kernel script's own record with that run's nonce.</summary>
internal sealed class LogOwnership(string nonce)
{
    private const string RecordMark = "##kaggle-runner[";
    private readonly string _ours = $"{RecordMark}{nonce}]";
    private string _beginning = "";
    private bool _isDecided;

    /// <summary>The events as they come, none of them from a foreign log.</summary>
    /// <exception cref="ForeignLogException">The log is another run's.</exception>
    public async IAsyncEnumerable<LogEvent> CheckAsync(
        IAsyncEnumerable<LogEvent> events,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        List<LogEvent> held = [];
        await foreach (var received in events.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            held.Add(received);
            if (!_isDecided && !Decide(received))
            {
                continue;
            }

            foreach (var checkedEvent in held)
            {
                yield return checkedEvent;
            }

            held.Clear();
        }

        foreach (var rest in held)
        {
            yield return rest;
        }
    }

    private bool Decide(LogEvent received)
    {
        if (string.Equals(received.Stream, "stderr", StringComparison.Ordinal))
        {
            // What comes before the script's first word says nothing of whose it is, and need not wait.
            return _beginning.Length == 0;
        }

        _beginning += received.Data;
        var mark = _beginning.AsSpan(0, Math.Min(_beginning.Length, _ours.Length));
        if (_ours.AsSpan().StartsWith(mark, StringComparison.Ordinal))
        {
            return _isDecided = mark.Length == _ours.Length;
        }

        _isDecided = true;
        return !mark.StartsWith(RecordMark, StringComparison.Ordinal)
            ? true
            : throw new ForeignLogException("Kaggle sends the log of another run.");
    }
}

/// <summary>A log that belongs to another run: an answer without regard to the version that was asked for.</summary>
internal sealed class ForeignLogException(string message) : Exception(message);
