using KaggleRunner.Core.Experiments;

namespace KaggleRunner.Core.Results;

/// <summary>What comes home by itself: by the settings' patterns and sizes. The test report always does.</summary>
internal sealed class SettingsChoice(OutputSettings settings) : OutputChoice
{
    private readonly OutputPatterns _patterns = new(settings.DownloadInclude, settings.DownloadExclude);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _spent = new(StringComparer.Ordinal);
    private long _total;

    // A size that is known was taken from the total before.
    public override long Largest(long? bytes) =>
        bytes is null ? Math.Min(settings.MaxDownloadSize, Left) : settings.MaxDownloadSize;

    private long Left
    {
        get
        {
            lock (_gate)
            {
                return settings.MaxDownloadTotal is { } most ? Math.Max(0, most - _total) : long.MaxValue;
            }
        }
    }

    public override bool IsAsked(string name) => true;

    public override CollectedOutput? Leave(string name, long? bytes)
    {
        if (string.Equals(name, OutputPlacement.JunitXml, StringComparison.Ordinal))
        {
            return null;
        }

        return !_patterns.Take(name)
                ? new CollectedOutput(
                    name,
                    null,
                    bytes,
                    OutputFate.NotChosen,
                    "left on Kaggle by the settings' patterns"
                )
            : bytes > settings.MaxDownloadSize ? TooLarge(name, bytes)
            : !TryReserve(name, bytes ?? 0) ? OverTotal(name, bytes)
            : null;
    }

    public override CollectedOutput TooLarge(string name, long? bytes) =>
        bytes > settings.MaxDownloadSize || Left >= settings.MaxDownloadSize
            ? new CollectedOutput(
                name,
                null,
                bytes,
                OutputFate.TooLarge,
                $"larger than the {CollectWords.Size(settings.MaxDownloadSize)} that the settings let pass"
            )
            : OverTotal(name, bytes);

    public override void Came(string name, long bytes)
    {
        lock (_gate)
        {
            _total += bytes - _spent.GetValueOrDefault(name);
            _spent[name] = bytes;
        }
    }

    private CollectedOutput OverTotal(string name, long? bytes) =>
        new(
            name,
            null,
            bytes,
            OutputFate.OverTotal,
            $"beyond the {CollectWords.Size(settings.MaxDownloadTotal ?? 0)} in all that the settings let pass"
        );

    private bool TryReserve(string name, long bytes)
    {
        lock (_gate)
        {
            if (_spent.ContainsKey(name))
            {
                return true;
            }

            if (settings.MaxDownloadTotal is { } most && (_total >= most || _total + bytes > most))
            {
                return false;
            }

            _spent[name] = bytes;
            _total += bytes;
            return true;
        }
    }
}
