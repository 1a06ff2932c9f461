using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KaggleRunner.LocalKaggle.Common;
using KaggleRunner.LocalKaggle.Hosting;

namespace KaggleRunner.LocalKaggle.Isolation;

/// <summary>The variables a script sees: Kaggle's, and of the server's own only what the network needs.</summary>
internal sealed class KernelEnvironment(HomeLayout home, ServerAddress address)
{
    private const string Variable = "KAGGLE_CONTAINER_NAME";
    private const string SystemPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    // Where the machine reaches the network through a proxy or with certificates of its own, kernels must, too.
    private static readonly string[] HandedOn =
    [
        "SSL_CERT_FILE",
        "SSL_CERT_DIR",
        "REQUESTS_CA_BUNDLE",
        "CURL_CA_BUNDLE",
        "GIT_SSL_CAINFO",
        "PIP_CERT",
        "PIP_INDEX_URL",
        "PIP_FIND_LINKS",
        "http_proxy",
        "https_proxy",
        "no_proxy",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "NO_PROXY",
    ];

    private readonly Lazy<string> _token = new(() => ReadToken(home));

    /// <summary>How the processes of all sessions of this home can be told, as the beginning of a variable.</summary>
    public string Mark => $"{Variable}=kaggle_{_token.Value}-";

    /// <summary>How the processes of one session can be told.</summary>
    public string MarkOf(long session) => $"{Variable}={ContainerName(session)}\0";

    public void Apply(ProcessStartInfo start, ISandbox sandbox, SandboxJob job, long session)
    {
        var variables = start.Environment;
        variables["PATH"] = $"{variables["PATH"]}:{Path.GetDirectoryName(job.Python.Path)}:{SystemPath}";
        variables["LANG"] = "C.UTF-8";
        variables["KAGGLE_KERNEL_RUN_TYPE"] = "Batch";
        variables[Variable] = ContainerName(session);
        variables["KAGGLE_URL_BASE"] = address.At("");
        variables["KAGGLE_DOCKER_IMAGE"] = "local";
        variables["KAGGLE_USER_SECRETS_TOKEN"] = RandomNumberGenerator.GetHexString(40, lowercase: true);
        variables["KAGGLE_DATA_PROXY_TOKEN"] = RandomNumberGenerator.GetHexString(40, lowercase: true);
        variables["KAGGLE_RUNNER_ISOLATION"] = sandbox.Name;
        foreach (var name in job.Internet ? HandedOn : [])
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value && !HoldsCredentials(value))
            {
                variables[name] = value;
            }
        }
    }

    private string ContainerName(long session) =>
        string.Create(CultureInfo.InvariantCulture, $"kaggle_{_token.Value}-{session}-webtier");

    private static bool HoldsCredentials(string value) => value.Contains('@', StringComparison.Ordinal);

    private static string ReadToken(HomeLayout home)
    {
        if (File.Exists(home.Mark) && File.ReadAllText(home.Mark) is { Length: 16 } token)
        {
            return token;
        }

        token = RandomNumberGenerator.GetHexString(16, lowercase: true);
        AtomicFile.Write(home.Mark, Encoding.ASCII.GetBytes(token));
        return token;
    }
}
