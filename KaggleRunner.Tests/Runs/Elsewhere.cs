using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Generation;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Tests.Repositories;

namespace KaggleRunner.Tests.Runs;

/// <summary>Somebody else with the account's key, who speaks Kaggle's protocol in literal JSON.</summary>
internal sealed class Elsewhere : IDisposable
{
    private readonly HttpClient _client = new();

    public Elsewhere(TestHome home)
    {
        using var address = JsonDocument.Parse(File.ReadAllText(Path.Combine(home.LocalKaggle, "address.json")));
        using var key = JsonDocument.Parse(File.ReadAllText(Path.Combine(home.LocalKaggle, "kaggle.json")));
        Owner = key.RootElement.GetProperty("username").GetString()!;
        var secret = key.RootElement.GetProperty("key").GetString();
        _client.BaseAddress = new Uri(address.RootElement.GetProperty("url").GetString()!);
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Owner}:{secret}"))
        );
    }

    public string Owner { get; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Pushes a version of the kernel with this title, which is made when it is missing.</summary>
    public async Task<(KernelRef Kernel, int Version)> PushAsync(string title, string source)
    {
        var slug = KernelNames.Slugify(title);
        var answer = await CallAsync(
            "SaveKernel",
            $$"""
            {"slug":"{{Owner}}/{{slug}}","newTitle":{{JsonSerializer.Serialize(
                title
            )}},"text":{{JsonSerializer.Serialize(source)}},"language":"python",
             "kernelType":"script","isPrivate":true,"enableGpu":false,"enableInternet":true,"enableTpu":false}
            """
        );
        var parts = answer.GetProperty("ref").GetString()!.Split('/');
        return (new KernelRef(parts[^2], parts[^1]), answer.GetProperty("versionNumber").GetInt32());
    }

    /// <summary>Waits until the session of the newest version has ended, or has begun.</summary>
    public async Task<string> WaitForAsync(KernelRef kernel, params string[] states)
    {
        while (true)
        {
            var answer = await CallAsync(
                "GetKernelSessionStatus",
                $$"""{"userName":"{{kernel.Owner}}","kernelSlug":"{{kernel.Slug}}"}"""
            );
            var state = answer.TryGetProperty("status", out var status) ? status.GetString()! : "QUEUED";
            if (states.Contains(state, StringComparer.Ordinal))
            {
                return state;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancelled);
        }
    }

    /// <summary>The script that Kaggle Runner makes of a target of the repository, as another home would push it.</summary>
    public static async Task<string> ScriptAsync(TestHome home, TestRepository repository, Target target, string nonce)
    {
        var sha = await repository.HeadAsync();
        var pack = repository.Beside("elsewhere.pack");
        await home.Get<SourcePack>().CreateAsync(repository.Project, sha, pack, Cancelled);
        var bundle = await File.ReadAllBytesAsync(pack, Cancelled);
        var revision = new Revision
        {
            Sha = sha,
            Branch = "main",
            Transport = RevisionTransport.Bundle,
        };
        var settings = new RunSettings
        {
            Target = target.Path,
            Args = [],
            Quick = true,
        };
        return home.Get<ScriptGenerator>().Generate(new ScriptJob(target, settings, revision, nonce, bundle));
    }

    public void Dispose() => _client.Dispose();

    private async Task<JsonElement> CallAsync(string method, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var answer = await _client.PostAsync(
            new Uri($"/api/v1/kernels.KernelsApiService/{method}", UriKind.Relative),
            content,
            Cancelled
        );
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        answer.IsSuccessStatusCode.Should().BeTrue(text);
        return JsonDocument.Parse(text).RootElement;
    }
}
