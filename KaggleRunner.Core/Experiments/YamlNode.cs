namespace KaggleRunner.Core.Experiments;

/// <summary>A piece of a settings file with its place.</summary>
internal abstract record YamlNode(int Line, int Column)
{
    /// <summary>What it is, for a message.</summary>
    public abstract string Kind { get; }

    /// <summary>True for a key without a value: the same as a key left out.</summary>
    public virtual bool IsNothing => false;
}

internal sealed record YamlScalar(string Text, bool IsQuoted, int Line, int Column) : YamlNode(Line, Column)
{
    public override string Kind => $"“{(Text.Length > 40 ? Text[..40] + "…" : Text)}”";
    public override bool IsNothing => !IsQuoted && Text is ("" or "~" or "null");
}

internal sealed record YamlList(IReadOnlyList<YamlNode> Items, int Line, int Column) : YamlNode(Line, Column)
{
    public override string Kind => "a list";
}

internal sealed record YamlMap(IReadOnlyList<(YamlScalar Key, YamlNode Value)> Entries, int Line, int Column)
    : YamlNode(Line, Column)
{
    public override string Kind => "a section";
}
