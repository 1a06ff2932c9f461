namespace KaggleRunner.Core.Experiments;

/// <summary>Reads the keys that the top level and the quick section have in common.</summary>
internal sealed class ConfigSectionReader(ConfigValues values)
{
    private bool? _enableGpu;

    /// <summary>What was read; an accelerator named outright wins over the older <c>enable_gpu</c>.</summary>
    public ConfigSection Result
    {
        get =>
            field with
            {
                Accelerator = field.Accelerator ?? (_enableGpu is { } gpu ? (gpu ? "gpu" : "none") : null),
            };
        private set;
    } = new();

    public ConfigSection Read(YamlNode node)
    {
        values.Section(node, Keys());
        return Result;
    }

    public Dictionary<string, Action<YamlNode>> Keys() =>
        new(StringComparer.Ordinal)
        {
            ["args"] = node => Result = Result with { Args = values.Arguments(node) },
            ["kernel"] = Kernel,
            ["accelerator"] = node => Result = Result with { Accelerator = values.Accelerator(node) },
            ["internet"] = node => Result = Result with { Internet = values.Flag(node) },
            ["timeout"] = node => Result = Result with { Timeout = values.Limit(node) },
            ["python"] = Python,
            ["env"] = node => Result = Result with { Environment = values.Environment(node) },
            ["data"] = Data,
            ["pytest"] = node =>
                Nested(node, ("args", value => Result = Result with { PytestArgs = values.Arguments(value) })),
            ["outputs"] = Outputs,
            ["matrix"] = node => Result = Result with { Matrix = ConfigMatrixReader.Read(values, node) },
        };

    private void Kernel(YamlNode node)
    {
        Nested(
            node,
            ("slug", value => Result = Result with { KernelSlug = values.Text(value) }),
            ("title", value => Result = Result with { KernelTitle = values.Text(value) }),
            ("private", value => Result = Result with { Private = values.Flag(value) }),
            ("enable_gpu", value => _enableGpu = values.Flag(value)),
            ("enable_internet", value => Result = Result with { Internet = Result.Internet ?? values.Flag(value) })
        );
        var (slug, title) = (Result.KernelSlug, Result.KernelTitle);
        if (slug is null && title is null)
        {
            return;
        }

        var (whole, name) = (slug ?? KernelNames.Slugify(title!), title ?? KernelNames.Titleize(slug!));
        if (KernelNames.Problem(whole, name) is { } problem)
        {
            throw values.Error(node, problem, "Give a slug or a title alone and the other follows.");
        }
    }

    private void Python(YamlNode node) =>
        Nested(
            node,
            ("requirements", value => Result = Result with { Requirements = Files(value) }),
            ("packages", value => Result = Result with { Packages = values.Templates(value) }),
            ("editable", value => Result = Result with { Editable = values.Editable(value) })
        );

    private void Data(YamlNode node)
    {
        var owned = ConfigValues.OwnedName();
        Nested(
            node,
            ("datasets", value => Result = Result with { Datasets = values.Names(value, owned, "owner/dataset") }),
            (
                "competitions",
                value =>
                    Result = Result with { Competitions = values.Names(value, ConfigValues.PlainName(), "titanic") }
            ),
            ("kernels", value => Result = Result with { Kernels = values.Names(value, owned, "owner/kernel") }),
            (
                "models",
                value =>
                    Result = Result with { Models = values.Names(value, owned, "owner/model/framework/variation/1") }
            )
        );
    }

    private void Outputs(YamlNode node) =>
        Nested(
            node,
            ("include", value => Result = Result with { Include = values.Texts(value) }),
            ("exclude", value => Result = Result with { Exclude = values.Texts(value) }),
            ("download", Download)
        );

    private void Download(YamlNode node) =>
        Nested(
            node,
            ("include", value => Result = Result with { DownloadInclude = values.Texts(value) }),
            ("exclude", value => Result = Result with { DownloadExclude = values.Texts(value) }),
            ("max_size", value => Result = Result with { MaxDownloadSize = values.Size(value) }),
            ("max_total", value => Result = Result with { MaxDownloadTotal = values.Size(value) })
        );

    private IReadOnlyList<string> Files(YamlNode node)
    {
        var files = values.Texts(node);
        return
            files.FirstOrDefault(file => file.StartsWith('/') || file.Split('/').Contains("..", StringComparer.Ordinal))
                is { } outside
            ? throw values.Error(node, $"“{outside}” lies outside of the project", "Name a file of the project.")
            : files;
    }

    private void Nested(YamlNode node, params IEnumerable<(string Key, Action<YamlNode> Read)> keys) =>
        values.Section(node, keys.ToDictionary(key => key.Key, key => key.Read, StringComparer.Ordinal));
}
