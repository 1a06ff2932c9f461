namespace KaggleRunner.LocalKaggle.Faults;

/// <summary>A fault that is decided at a version's first poll and then strikes the first one to three.</summary>
internal sealed class FirstPolls
{
    private readonly Lock _gate = new();
    private bool _decided;
    private int _left;
    private Action? _tell;

    public bool Strikes(Func<FaultStrike?> decide)
    {
        lock (_gate)
        {
            if (!_decided)
            {
                _decided = true;
                var strike = decide();
                _left = strike?.Random.Next(1, 4) ?? 0;
                _tell = strike?.Tell;
            }

            if (_left == 0)
            {
                return false;
            }

            _left--;
            _tell?.Invoke();
            return true;
        }
    }
}
