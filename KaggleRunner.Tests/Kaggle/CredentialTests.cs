using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace KaggleRunner.Tests.Kaggle;

/// <summary>Where credentials are looked for, in the order of Kaggle's own tool.</summary>
public sealed class CredentialTests : IDisposable
{
    private const string AliceKey = "Basic YWxpY2U6azE="; // alice:k1

    private readonly string _home = Directory.CreateTempSubdirectory("kaggle-home").FullName;
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 7, 4, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void The_first_in_the_official_order_wins()
    {
        // From the last to the first: each one added wins over those before.
        Write(
            ".kaggle/credentials.json",
            """{"access_token":"oauth","access_token_expiration":"2026-07-05T00:00:00.000001+00:00","username":"olga"}"""
        );
        Find().Authorization.Should().Be("Bearer oauth");
        Find().Owner.Should().Be("olga");

        Write(".config/kaggle/kaggle.json", """{"username":"xdg","key":"k"}""");
        Find().Owner.Should().Be("xdg");

        Write(".kaggle/kaggle.json", """{"username":"alice","key":"k1"}""");
        Find().Authorization.Should().Be(AliceKey);

        Write("elsewhere/kaggle.json", """{"username":"carol","key":"k1"}""");
        _variables["KAGGLE_CONFIG_DIR"] = Path.Combine(_home, "elsewhere");
        Find().Owner.Should().Be("carol");

        _variables["KAGGLE_USERNAME"] = "alice";
        Find().Authorization.Should().Be(AliceKey, "a variable overlays its part of the file");

        _variables["KAGGLE_KEY"] = "k2";
        Find().Authorization.Should().Be("Basic YWxpY2U6azI=");

        Write(".kaggle/access_token.txt", "KGAT_txt\n");
        Find().Authorization.Should().Be("Bearer KGAT_txt");
        Find().Owner.Should().BeNull("only Kaggle knows whose token it is");

        Write(".kaggle/access_token", "  KGAT_file\n");
        Find().Authorization.Should().Be("Bearer KGAT_file");

        Write("token", "KGAT_named");
        _variables["KAGGLE_API_TOKEN"] = Path.Combine(_home, "token");
        Find().Authorization.Should().Be("Bearer KGAT_named");

        _variables["KAGGLE_API_TOKEN"] = "KGAT_value";
        Find().Authorization.Should().Be("Bearer KGAT_value");
    }

    [Theory]
    [InlineData(".kaggle/kaggle.json", "{\"username\":\"alice\"", "*kaggle.json cannot be used*")]
    [InlineData(".kaggle/kaggle.json", "{\"username\":\"alice\"}", "*are not complete*")]
    [InlineData(".kaggle/kaggle.json", "{\"username\":\"al\\nice\",\"key\":\"k\"}", "*are not complete*")]
    [InlineData(".kaggle/kaggle.json", "null", "*kaggle.json cannot be used*")]
    [InlineData(".kaggle/access_token", "\n", "*access_token cannot be used*")]
    [InlineData(".kaggle/access_token", "two lines\nof text", "*access_token cannot be used*")]
    [InlineData(
        ".kaggle/credentials.json",
        "{\"access_token\":\"t\",\"access_token_expiration\":\"2026-07-04T11:00:00\"}",
        "*expired on 2026-07-04 11:00 UTC*"
    )]
    public void Unusable_credentials_are_named_without_their_content(string file, string content, string message)
    {
        Write(file, content);

        var thrown = new Action(() => Find()).Should().Throw<RunnerException>().WithMessage(message).Which;

        thrown.Remedy.Should().NotBeNullOrEmpty();
        thrown.Sentence.Should().NotContain("al\nice").And.NotContain("two lines");
    }

    [Fact]
    public void Without_credentials_every_place_looked_at_is_told()
    {
        var thrown = new Action(() => Find()).Should().Throw<RunnerException>().Which;

        thrown
            .Message.Should()
            .ContainAll(
                "KAGGLE_API_TOKEN",
                Path.Combine(_home, ".kaggle/access_token"),
                Path.Combine(_home, ".kaggle/kaggle.json"),
                Path.Combine(_home, ".config/kaggle/kaggle.json"),
                "credentials.json"
            );
        thrown.Remedy.Should().Contain("https://www.kaggle.com/settings");
    }

    [Fact]
    public async Task A_description_tells_what_was_found_and_who_can_read_it_but_no_secret()
    {
        Write(".kaggle/kaggle.json", """{"username":"alice","key":"sesame"}""");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                Path.Combine(_home, ".kaggle/kaggle.json"),
                UnixFileMode.UserRead | UnixFileMode.OtherRead
            );
        }

        await using var services = Services(new Uri("https://api.kaggle.com/v1"));
        var described = services.GetRequiredService<KaggleAccounts>().Describe(KaggleAccountKind.Kaggle);

        described.IsUsable.Should().BeTrue();
        described.Owner.Should().Be("alice");
        described.Remedy.Should().Contain("chmod 600");
        described.ToString().Should().NotContain("sesame").And.NotContain("Basic");
    }

    [Fact]
    public async Task The_owner_of_a_token_is_asked_for_once()
    {
        await using var kaggle = await TrustedKaggle.StartAsync();
        kaggle.Server.On("IntrospectToken", """{"active":true,"username":"alice","exp":1}""");
        _variables["KAGGLE_API_TOKEN"] = "KGAT_value";
        await using var services = Services(kaggle.ApiBase, kaggle.Trust);
        var accounts = services.GetRequiredService<KaggleAccounts>();

        var account = await accounts.ConnectAsync(KaggleAccountKind.Kaggle, TestContext.Current.CancellationToken);
        await accounts.ConnectAsync(KaggleAccountKind.Kaggle, TestContext.Current.CancellationToken);

        account.Owner.Should().Be("alice");
        var request = kaggle.Server.Requests.Should().ContainSingle().Subject;
        request.Path.Should().Be("/v1/security.OAuthService/IntrospectToken");
        request.Body.Should().Be("""{"token":"KGAT_value"}""");
        request.Headers["Authorization"].Should().Be("Bearer KGAT_value");
    }

    [Fact]
    public async Task A_token_that_is_not_active_is_refused()
    {
        await using var kaggle = await TrustedKaggle.StartAsync();
        kaggle.Server.On("IntrospectToken", """{"active":false}""");
        _variables["KAGGLE_API_TOKEN"] = "KGAT_value";
        await using var services = Services(kaggle.ApiBase, kaggle.Trust);

        var act = () =>
            services
                .GetRequiredService<KaggleAccounts>()
                .ConnectAsync(KaggleAccountKind.Kaggle, TestContext.Current.CancellationToken);

        (await act.Should().ThrowAsync<KaggleUnauthorizedException>()).WithMessage("*KAGGLE_API_TOKEN*not valid*");
    }

    private KaggleCredential Find() => new CredentialFinder(Sources, _time).Find();

    private CredentialSources Sources => new(_variables.GetValueOrDefault, _home);

    private ServiceProvider Services(Uri apiBase, Action<IServiceCollection>? trust = null) =>
        KaggleBench.Services(
            options => options.ApiBase = apiBase,
            services =>
            {
                services.AddSingleton(Sources);
                services.AddSingleton(new RunnerHome(Path.Combine(_home, "runner")));
                trust?.Invoke(services);
            }
        );

    private void Write(string name, string content)
    {
        var path = Path.Combine(_home, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);
}
