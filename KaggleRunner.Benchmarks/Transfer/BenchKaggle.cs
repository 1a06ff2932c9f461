using KaggleRunner.Core;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KaggleRunner.Benchmarks.Transfer;

/// <summary>A local Kaggle in a process of its own, with the product's client in front of it.</summary>
internal sealed class BenchKaggle : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly IHost _host;

    private BenchKaggle(IHost host, KaggleAccount account, int server)
    {
        _host = host;
        Account = account;
        Server = server;
        Client = host.Services.GetRequiredService<KaggleClientFactory>().For(account);
    }

    public KaggleAccount Account { get; }
    public KaggleClient Client { get; }

    /// <summary>The server's process id.</summary>
    public int Server { get; }

    /// <param name="home">A folder of this benchmark's own.</param>
    /// <param name="program">The folder with the program of the local Kaggle.</param>
    public static async Task<BenchKaggle> StartAsync(string home, string program)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddKaggleRunner(new RunnerHome(home));
        builder.Services.Configure<LocalKaggleOptions>(options => options.ProgramFolder = program);
        var host = builder.Build();
        var account = await host
            .Services.GetRequiredService<KaggleAccounts>()
            .ConnectAsync(KaggleAccountKind.Local, CancellationToken.None);
        return new BenchKaggle(host, account, ProcessMemory.Find("KaggleRunner.LocalKaggle", home));
    }

    /// <summary>Pushes a script as the next version of a kernel.</summary>
    public Task<PushedVersion> PushAsync(string slug, string script) =>
        Client.SaveKernelAsync(
            new KernelPush
            {
                Kernel = new KernelRef(Account.Owner, slug),
                Title = slug,
                Source = script,
                EnableInternet = false,
            },
            CancellationToken.None
        );

    public async Task WaitForEndAsync(PushedVersion version)
    {
        while (true)
        {
            var status = await Client.GetStatusAsync(version.Kernel, version.Version, CancellationToken.None);
            if (status.IsFinal)
            {
                await Console.Error.WriteLineAsync($"{version.Kernel} version {version.Version}: {status.State}");
                return;
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.Services.GetRequiredService<LocalKaggleLauncher>().StopAsync(CancellationToken.None);
        _host.Dispose();
    }
}
