using System.Globalization;
using System.Text.Json;
using KaggleRunner.LocalKaggle.Common;
using KaggleRunner.LocalKaggle.Protocol;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace KaggleRunner.LocalKaggle.Hosting;

internal sealed record AddressRecord(string Url, int Pid);

/// <summary>Where the server listens, and the file that tells others.</summary>
internal sealed class ServerAddress(IServer server, HomeLayout home)
{
    public Uri Url { get; private set; } = new("http://127.0.0.1");

    public void Publish()
    {
        var listening = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Url = new Uri(listening);
        var record = new AddressRecord(Url.GetLeftPart(UriPartial.Authority), Environment.ProcessId);
        AtomicFile.Write(home.Address, JsonSerializer.SerializeToUtf8Bytes(record, StateJson.Default.AddressRecord));
    }

    public void Withdraw()
    {
        // A home that somebody deleted meanwhile must not keep the server from stopping.
        if (File.Exists(home.Address))
        {
            File.Delete(home.Address);
        }
    }

    public string At(string path) =>
        string.Create(CultureInfo.InvariantCulture, $"{Url.GetLeftPart(UriPartial.Authority)}{path}");
}
