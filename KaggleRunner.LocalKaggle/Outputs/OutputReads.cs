using System.Text;
using KaggleRunner.LocalKaggle.Kernels;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Security;
using KaggleRunner.LocalKaggle.Sessions;

namespace KaggleRunner.LocalKaggle.Outputs;

/// <summary>ListKernelSessionOutput and ListKernelFiles. Outputs and log appear when the session has ended.</summary>
internal sealed class OutputReads(KernelCatalog catalog, SignedUrls urls)
{
    public SessionOutputResponse Output(SessionRequest request, RpcTrace trace)
    {
        var (_, version) = catalog.Require(request, trace);
        if (!version.Session.State.IsFinal())
        {
            return new(null, "", null);
        }

        var (page, next) = Page(version, request);
        var files = page.Select(file => new OutputFileAnswer(urls.Sign(version.Session.Id, file.Name), file.Name));
        return new(files.ToList().NotEmpty(), LogText(version), next);
    }

    public KernelFilesResponse Files(SessionRequest request, RpcTrace trace)
    {
        var (_, version) = catalog.Require(request, trace);
        var (page, next) = version.Session.State.IsFinal() ? Page(version, request) : ([], null);
        var files = page.Select(file => new KernelFileAnswer(file.Name, file.Size, Timestamps.Format(file.Written)));
        return new(files.ToList().NotEmpty(), next);
    }

    // The token is the last name of the page before, so that pages hold when the server restarts.
    private static (IReadOnlyList<OutputEntry> Page, string? Next) Page(KernelVersion version, SessionRequest request)
    {
        var size = Math.Clamp(request.PageSize is > 0 and { } asked ? asked : 20, 1, 200);
        var after = Decode(request.PageToken);
        var rest = OutputFolder
            .List(version.Folder)
            .Where(file => after is null || string.CompareOrdinal(file.Name, after) > 0)
            .Take(size + 1)
            .ToList();
        return rest.Count > size ? (rest[..size], Encode(rest[size - 1].Name)) : (rest, null);
    }

    private static string LogText(KernelVersion version)
    {
        if (!File.Exists(version.Folder.Log))
        {
            return "[]";
        }

        var lines = File.ReadAllText(version.Folder.Log).TrimEnd('\n');
        return $"[{lines.Replace("\n", ",\n", StringComparison.Ordinal)}]";
    }

    private static string Encode(string name) => Convert.ToBase64String(Encoding.UTF8.GetBytes(name));

    private static string? Decode(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return null;
        }

        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw new KaggleFault(400, "The page token is not one of this server's.");
    }
}
