using System.Collections.Frozen;

namespace KaggleRunner.Core.Runs.Failures;

/// <summary>Which package provides a module, where the two have different names.</summary>
internal static class PackageNames
{
    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["attr"] = "attrs",
        ["bs4"] = "beautifulsoup4",
        ["Crypto"] = "pycryptodome",
        ["cv2"] = "opencv-python-headless",
        ["dateutil"] = "python-dateutil",
        ["docx"] = "python-docx",
        ["dotenv"] = "python-dotenv",
        ["fitz"] = "pymupdf",
        ["git"] = "gitpython",
        ["google.protobuf"] = "protobuf",
        ["jwt"] = "pyjwt",
        ["magic"] = "python-magic",
        ["OpenSSL"] = "pyopenssl",
        ["pkg_resources"] = "setuptools",
        ["PIL"] = "pillow",
        ["pl_bolts"] = "lightning-bolts",
        ["serial"] = "pyserial",
        ["skimage"] = "scikit-image",
        ["sklearn"] = "scikit-learn",
        ["umap"] = "umap-learn",
        ["yaml"] = "pyyaml",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The package to install for <c>import module</c>; the module's own first part when nothing else is known.</summary>
    public static string Of(string module)
    {
        var top = module.Split('.')[0];
        return Known.GetValueOrDefault(module) ?? Known.GetValueOrDefault(top) ?? top;
    }
}
