using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Results;

namespace KaggleRunner.CommandLine.Results;

/// <summary>Says how far a fetch is: on a terminal in the passing line, anywhere else in a line now and then.</summary>
internal sealed class FetchProgress(Screen screen, TimeProvider time) : IProgress<CollectProgress>
{
    private static readonly TimeSpan PassAfter = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SayAfter = TimeSpan.FromSeconds(15);
    private readonly Lock _gate = new();
    private readonly TransferRate _rate = new(time);
    private long _passed = long.MinValue;
    private long _said = time.GetTimestamp();
    private bool _isClosed;

    public void Report(CollectProgress value)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            if (_isClosed || (_passed != long.MinValue && time.GetElapsedTime(_passed, now) < PassAfter))
            {
                return;
            }

            _passed = now;
            var speed = _rate.Note(value.Bytes);
            var words = CollectWords.Of(value, speed, TransferRate.Left(value, speed));
            if (screen.HasPassingLine)
            {
                screen.Pass(words);
            }
            else if (time.GetElapsedTime(_said, now) >= SayAfter)
            {
                _said = now;
                screen.Say(words);
            }
        }
    }

    /// <summary>Nothing is said after this: a download that was stopped may still report.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
        }
    }
}
