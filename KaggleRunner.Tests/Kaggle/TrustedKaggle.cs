using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace KaggleRunner.Tests.Kaggle;

/// <summary>A recorded Kaggle over https, with a certificate that only this test trusts: for what the real account does.</summary>
public sealed class TrustedKaggle : IAsyncDisposable
{
    private readonly X509Certificate2 _certificate;

    private TrustedKaggle(RecordedKaggle server, X509Certificate2 certificate)
    {
        Server = server;
        _certificate = certificate;
    }

    public RecordedKaggle Server { get; }
    public Uri ApiBase => new(Server.Root, "v1");

    public static async Task<TrustedKaggle> StartAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var server = await RecordedKaggle.StartAsync(host =>
            host.UseKestrelHttpsConfiguration()
                .ConfigureKestrel(kestrel =>
                    kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate))
                )
        );
        return new TrustedKaggle(server, certificate);
    }

    /// <summary>Makes the client trust this very certificate.</summary>
    public void Trust(IServiceCollection services) =>
        services.PostConfigureAll<HttpClientFactoryOptions>(options =>
            options.HttpMessageHandlerBuilderActions.Add(builder =>
                ((SocketsHttpHandler)builder.PrimaryHandler).SslOptions.RemoteCertificateValidationCallback = (
                    _,
                    presented,
                    _,
                    _
                ) => _certificate.Equals(presented)
            )
        );

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _certificate.Dispose();
    }
}
