namespace KaggleRunner.Core.Experiments;

/// <summary>All that shapes a run, resolved: defaults, then the config, its quick section, then the page or command line.</summary>
public sealed record RunSettings
{
    public required string Target { get; init; }

    /// <summary>Arguments of the target, one item each; for pytest they follow <see cref="PytestArgs"/>.</summary>
    public IReadOnlyList<string> Args { get; init; } = [];
    public KernelSettings Kernel { get; init; } = new();

    /// <summary>Kaggle's machine shape, for example <c>NvidiaTeslaT4</c>; null for CPU.</summary>
    public string? Accelerator { get; init; }
    public bool Internet { get; init; } = true;

    /// <summary>The time limit of the session; null for Kaggle's own.</summary>
    public TimeSpan? Timeout { get; init; } = TimeSpan.FromHours(2);
    public PythonSettings Python { get; init; } = new();
    public IReadOnlyDictionary<string, string> Environment { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
    public DataSettings Data { get; init; } = new();
    public IReadOnlyList<string> PytestArgs { get; init; } = [];
    public OutputSettings Outputs { get; init; } = new();
    public bool Quick { get; init; }

    /// <summary>The run's value of each key of the matrix that it belongs to; empty when it belongs to none.</summary>
    public IReadOnlyDictionary<string, string> Matrix { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The config file that took part, relative to the project's root; null when none did.</summary>
    public string? ConfigPath { get; init; }
}

/// <summary>The persistent kernel: keep <c>slugify(title) == slug</c>.</summary>
public sealed record KernelSettings
{
    public string Slug { get; init; } = "generic-test-runner-kernel";
    public string Title { get; init; } = "Generic Test Runner Kernel";
    public bool Private { get; init; } = true;
}

public sealed record PythonSettings
{
    /// <summary>Requirements files, relative to the project's root.</summary>
    public IReadOnlyList<string> Requirements { get; init; } = [];
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>
    /// Install the project itself and what it declares: true, null to decide by what the repository declares, or false to install
    /// only what these settings name.
    /// </summary>
    public bool? Editable { get; init; }
}

/// <summary>Inputs on Kaggle, each <c>owner/slug</c> (competitions: a slug).</summary>
public sealed record DataSettings
{
    public IReadOnlyList<string> Datasets { get; init; } = [];
    public IReadOnlyList<string> Competitions { get; init; } = [];
    public IReadOnlyList<string> Kernels { get; init; } = [];
    public IReadOnlyList<string> Models { get; init; } = [];
}

public sealed record OutputSettings
{
    /// <summary>Glob patterns of what is kept besides what the target wrote; empty: all that is new or changed.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Glob patterns of what is left behind, whatever <see cref="Include"/> says.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Larger outputs are listed but not downloaded; bytes.</summary>
    public long MaxDownloadSize { get; init; } = 200_000_000;

    /// <summary>Glob patterns of what comes home by itself; empty: all. What does not can be fetched later.</summary>
    public IReadOnlyList<string> DownloadInclude { get; init; } = [];

    /// <summary>Glob patterns of what does not come home by itself, whatever <see cref="DownloadInclude"/> says.</summary>
    public IReadOnlyList<string> DownloadExclude { get; init; } = [];

    /// <summary>About how much comes home by itself in all; null: as much as there is. Bytes.</summary>
    public long? MaxDownloadTotal { get; init; }
}
