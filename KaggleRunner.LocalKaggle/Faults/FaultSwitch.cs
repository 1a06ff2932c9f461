using System.Security.Cryptography;
using KaggleRunner.LocalKaggle.Hosting;

namespace KaggleRunner.LocalKaggle.Faults;

/// <summary>The faults that are on now. The options begin; a call or the file <c>faults.json</c> changes them later.</summary>
internal sealed partial class FaultSwitch(
    LocalKaggleOptions options,
    FaultFile file,
    FaultJournal journal,
    ILogger<FaultSwitch> logger
)
{
    private readonly Lock _gate = new();
    private Dictionary<string, FaultDie> _dice = new(StringComparer.Ordinal);

    /// <summary>Whether this server injects faults at all.</summary>
    public bool IsAvailable { get; } = options.AllowHolds || options.Faults.Count > 0;
    public int Seed { get; private set; } = options.FaultSeed ?? RandomNumberGenerator.GetInt32(int.MaxValue);

    public IReadOnlyList<FaultRule> Rules
    {
        get
        {
            lock (_gate)
            {
                return [.. _dice.Values.Select(die => die.Rule)];
            }
        }
    }

    public void Start()
    {
        if (IsAvailable)
        {
            Set(options.Faults, Seed);
        }
    }

    /// <summary>Puts these faults in the place of all others; the sequences begin anew.</summary>
    public void Set(IEnumerable<FaultRule> rules, int? seed)
    {
        lock (_gate)
        {
            Seed = seed ?? Seed;
            _dice = new(StringComparer.Ordinal);
            foreach (var rule in rules)
            {
                _dice[rule.Name] = new FaultDie(rule, Seed);
            }

            if (_dice.Count > 0)
            {
                Log.On(logger, string.Join(", ", _dice.Values.Select(die => die.Rule)), Seed);
            }
        }
    }

    /// <summary>Looks whether the file has changed since.</summary>
    public void Refresh()
    {
        if (file.ReadWhenChanged() is { } setting)
        {
            Set(setting.Parse(), setting.Seed);
        }
    }

    /// <summary>Whether the fault strikes this call, said in the journal when it does.</summary>
    public FaultStrike? Strike(string fault, FaultCall call)
    {
        FaultDie? die;
        lock (_gate)
        {
            die = _dice.GetValueOrDefault(fault);
        }

        return die?.Roll() is { } how ? new FaultStrike(new Random(how), () => journal.Write(fault, call)) : null;
    }

    /// <summary>As <see cref="Strike"/>, for a fault that does its harm at once.</summary>
    public Random? StrikeNow(string fault, FaultCall call)
    {
        var strike = Strike(fault, call);
        strike?.Tell();
        return strike?.Random;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Faults: {Faults}; --fault-seed {Seed} repeats them")]
        public static partial void On(ILogger logger, string faults, int seed);
    }
}
