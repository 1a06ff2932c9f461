namespace KaggleRunner.Core.Experiments;

/// <summary>Lays one layer of settings over those below: lists replace, variables join, names of the kernel go together.</summary>
internal static class SettingsLayers
{
    public static RunSettings Apply(RunSettings below, ConfigSection layer) =>
        below with
        {
            Args = layer.Args ?? below.Args,
            Kernel = Kernel(below.Kernel, layer),
            Accelerator = layer.Accelerator is { } word ? Accelerators.ShapeOf(word) : below.Accelerator,
            Internet = layer.Internet ?? below.Internet,
            Timeout = layer.Timeout is { } limit ? limit.Value : below.Timeout,
            Python = below.Python with
            {
                Requirements = layer.Requirements ?? below.Python.Requirements,
                Packages = layer.Packages ?? below.Python.Packages,
                Editable = layer.Editable is { } editable ? editable.Value : below.Python.Editable,
            },
            Environment = Join(below.Environment, layer.Environment),
            Data = below.Data with
            {
                Datasets = layer.Datasets ?? below.Data.Datasets,
                Competitions = layer.Competitions ?? below.Data.Competitions,
                Kernels = layer.Kernels ?? below.Data.Kernels,
                Models = layer.Models ?? below.Data.Models,
            },
            PytestArgs = layer.PytestArgs ?? below.PytestArgs,
            Outputs = below.Outputs with
            {
                Include = layer.Include ?? below.Outputs.Include,
                Exclude = layer.Exclude ?? below.Outputs.Exclude,
                MaxDownloadSize = layer.MaxDownloadSize ?? below.Outputs.MaxDownloadSize,
                DownloadInclude = layer.DownloadInclude ?? below.Outputs.DownloadInclude,
                DownloadExclude = layer.DownloadExclude ?? below.Outputs.DownloadExclude,
                MaxDownloadTotal = layer.MaxDownloadTotal ?? below.Outputs.MaxDownloadTotal,
            },
        };

    /// <summary>The matrix in the order in which its keys were first named.</summary>
    public static IReadOnlyList<MatrixAxis> Apply(IReadOnlyList<MatrixAxis> below, ConfigSection layer)
    {
        var above = layer.Matrix ?? [];
        MatrixAxis? Replacing(string key) => above.FirstOrDefault(axis => axis.Key == key);
        return
        [
            .. below.Select(axis => Replacing(axis.Key) ?? axis),
            .. above.Where(axis => below.All(known => known.Key != axis.Key)),
        ];
    }

    private static KernelSettings Kernel(KernelSettings below, ConfigSection layer)
    {
        var isPrivate = layer.Private ?? below.Private;
        if (layer.KernelSlug is null && layer.KernelTitle is null)
        {
            return below with { Private = isPrivate };
        }

        var (slug, title) = KernelNames.Complete(layer.KernelSlug, layer.KernelTitle);
        return new()
        {
            Slug = slug,
            Title = title,
            Private = isPrivate,
        };
    }

    private static IReadOnlyDictionary<string, string> Join(
        IReadOnlyDictionary<string, string> below,
        IReadOnlyDictionary<string, string>? above
    )
    {
        if (above is null)
        {
            return below;
        }

        var joined = new Dictionary<string, string>(below, StringComparer.Ordinal);
        foreach (var (name, value) in above)
        {
            joined[name] = value;
        }

        return joined;
    }
}
