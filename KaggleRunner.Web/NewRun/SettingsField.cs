namespace KaggleRunner.Web.NewRun;

/// <summary>
/// One field of the form. It shows what the config says until the user writes something else; what was written stays
/// when another config is chosen, and is gone when it equals the config's value again.
/// </summary>
public sealed class SettingsField<T>(T start)
    where T : notnull
{
    private T _base = start;
    private bool _isChanged;
    private T _edit = start;

    public T Value => _isChanged ? _edit : _base;

    /// <summary>True when the run will differ from the config here.</summary>
    public bool IsChanged => _isChanged;

    /// <summary>What is wrong with the value, in a sentence; null when nothing is.</summary>
    public string? Error { get; set; }

    /// <summary>The config's own value, for the hint beside a changed field.</summary>
    public T Base => _base;

    public void Follow(T value)
    {
        _base = value;
        Set(Value);
    }

    public void Set(T value)
    {
        _edit = value;
        _isChanged = !EqualityComparer<T>.Default.Equals(value, _base);
    }

    public void Reset()
    {
        _isChanged = false;
        Error = null;
    }
}
