using System.Text;

namespace KaggleRunner.LocalKaggle.Faults;

/// <summary>Decides one fault, from a generator of its own: what other faults do does not change its sequence.</summary>
internal sealed class FaultDie(FaultRule rule, int seed)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed ^ Hash(rule.Name));
    private int _left = rule.Times ?? int.MaxValue;

    public FaultRule Rule { get; } = rule;

    /// <summary>Null when it does not strike; else a seed for all that is random in how it strikes.</summary>
    public int? Roll()
    {
        lock (_gate)
        {
            // The generator runs on when the times are spent, as it would without a limit.
            var strikes = _random.NextDouble() < Rule.Probability;
            var how = _random.Next();
            if (!strikes || _left == 0)
            {
                return null;
            }

            _left--;
            return how;
        }
    }

    // Not string.GetHashCode, which differs from process to process. FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/
    private static int Hash(string name) =>
        unchecked(
            (int)Encoding.UTF8.GetBytes(name).Aggregate(2166136261u, (hash, letter) => (hash ^ letter) * 16777619u)
        );
}
