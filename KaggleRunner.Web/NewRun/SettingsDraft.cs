using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Web.Formatting;

namespace KaggleRunner.Web.NewRun;

/// <summary>The settings form: the config's values, what the user changed, and how that becomes overrides.</summary>
public sealed class SettingsDraft
{
    public SettingsField<string> Accelerator { get; } = new("none");
    public SettingsField<bool> Internet { get; } = new(true);
    public SettingsField<string> Timeout { get; } = new("");
    public SettingsField<string> Args { get; } = new("");
    public SettingsField<string> PytestArgs { get; } = new("");
    public SettingsField<string> Environment { get; } = new("");
    public SettingsField<string> Packages { get; } = new("");
    public SettingsField<string> KernelSlug { get; } = new("");
    public SettingsField<string> KernelTitle { get; } = new("");
    public SettingsField<bool> Private { get; } = new(true);

    /// <summary>Values that an earlier run had instead of the config's matrix; null: the config's.</summary>
    public IReadOnlyList<MatrixAxis>? Matrix { get; private set; }

    public bool HasErrors => Texts.Any(text => text.Error is not null);

    /// <summary>How many values differ from the config.</summary>
    public int Changed =>
        Texts.Count(text => text.IsChanged)
        + (Internet.IsChanged ? 1 : 0)
        + (Private.IsChanged ? 1 : 0)
        + (Matrix is null ? 0 : 1);

    private IEnumerable<SettingsField<string>> Texts =>
        [Accelerator, Timeout, Args, PytestArgs, Environment, Packages, KernelSlug, KernelTitle];

    /// <summary>Takes the values that hold without the user's changes.</summary>
    public void Follow(RunSettings settings)
    {
        Accelerator.Follow(settings.Accelerator ?? "none");
        Internet.Follow(settings.Internet);
        Timeout.Follow(settings.Timeout is { } limit ? HumanText.Limit(limit) : "");
        Args.Follow(ArgumentSplitter.Join(settings.Args));
        PytestArgs.Follow(ArgumentSplitter.Join(settings.PytestArgs));
        Environment.Follow(Lines(settings.Environment));
        Packages.Follow(string.Join('\n', settings.Python.Packages));
        KernelSlug.Follow(settings.Kernel.Slug);
        KernelTitle.Follow(settings.Kernel.Title);
        Private.Follow(settings.Kernel.Private);
    }

    /// <summary>Writes what an earlier run set itself into the fields, as if the user had.</summary>
    public void Take(SettingsOverrides overrides)
    {
        Put(Accelerator, overrides.Accelerator is { } word ? Accelerators.ShapeOf(word) ?? "none" : null);
        Put(
            Timeout,
            overrides.NoTimeout ? ""
                : overrides.Timeout is { } limit ? HumanText.Limit(limit)
                : null
        );
        Put(Args, overrides.Args is { } args ? ArgumentSplitter.Join(args) : null);
        Put(PytestArgs, overrides.PytestArgs is { } own ? ArgumentSplitter.Join(own) : null);
        Put(Environment, overrides.Environment is { } variables ? Lines(variables) : null);
        Put(Packages, overrides.Packages is { } packages ? string.Join('\n', packages) : null);
        Put(KernelSlug, overrides.KernelSlug);
        Put(KernelTitle, overrides.KernelTitle);
        Matrix = overrides.Matrix;
        Internet.Set(overrides.Internet ?? Internet.Value);
        Private.Set(overrides.Private ?? Private.Value);
    }

    public void ResetAll()
    {
        foreach (var field in Texts)
        {
            field.Reset();
        }

        Internet.Reset();
        Private.Reset();
        Matrix = null;
    }

    /// <summary>What the user changed; a field that cannot be read gets its error and is left out.</summary>
    public SettingsOverrides ToOverrides()
    {
        var timeout = Timeout.Value.Trim();
        return new SettingsOverrides
        {
            Accelerator = Read(Accelerator, text => NotEmpty(text, "Name an accelerator, or none.")),
            Internet = Internet.IsChanged ? Internet.Value : null,
            Private = Private.IsChanged ? Private.Value : null,
            NoTimeout = Timeout.IsChanged && timeout.Length == 0,
            Timeout = Read(
                Timeout,
                text =>
                    text.Trim().Length == 0
                        ? (TimeSpan?)null
                        : Durations.Parse(text.Replace(" ", "", StringComparison.Ordinal))
            ),
            Args = Read(Args, ArgumentSplitter.Split),
            PytestArgs = Read(PytestArgs, ArgumentSplitter.Split),
            Environment = Read(Environment, ReadEnvironment),
            Packages = Read(Packages, ReadLines),
            Matrix = Matrix,
            KernelSlug = Read(KernelSlug, text => NotEmpty(text, "A kernel needs a slug.")),
            KernelTitle = Read(KernelTitle, text => NotEmpty(text, "A kernel needs a title.")),
        };
    }

    private static void Put(SettingsField<string> field, string? value) => field.Set(value ?? field.Value);

    private static string Lines(IReadOnlyDictionary<string, string> variables) =>
        string.Join('\n', variables.Select(pair => $"{pair.Key}={pair.Value}"));

    private static T? Read<T>(SettingsField<string> field, Func<string, T> parse)
    {
        field.Error = null;
        if (!field.IsChanged)
        {
            return default;
        }

        try
        {
            return parse(field.Value);
        }
        catch (RunnerException e)
        {
            field.Error = e.Sentence;
            return default;
        }
    }

    private static string NotEmpty(string text, string complaint) =>
        string.IsNullOrWhiteSpace(text) ? throw new RunnerException(complaint) : text.Trim();

    private static IReadOnlyList<string> ReadLines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IReadOnlyDictionary<string, string> ReadEnvironment(string text)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in ReadLines(text))
        {
            var split = line.IndexOf('=', StringComparison.Ordinal);
            if (split < 1 || !IsName(line[..split]))
            {
                throw new RunnerException($"“{line}” is no variable.", "Write one NAME=value a line.");
            }

            variables[line[..split]] = line[(split + 1)..];
        }

        return variables;
    }

    private static bool IsName(string text) =>
        !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
