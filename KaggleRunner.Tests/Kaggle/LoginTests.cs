using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using Microsoft.Extensions.DependencyInjection;

namespace KaggleRunner.Tests.Kaggle;

/// <summary>The login that Kaggle's own tool keeps in credentials.json.</summary>
public sealed class LoginTests : IAsyncLifetime
{
    private const string Expired = """
        {"refresh_token":"R1","access_token":"old","access_token_expiration":"2020-01-01T00:00:00.000001+00:00","username":"alice","scopes":["a"]}
        """;

    private readonly string _home = Directory.CreateTempSubdirectory("kaggle-home").FullName;
    private TrustedKaggle _kaggle = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;
    private string LoginFile => Path.Combine(_home, ".kaggle", "credentials.json");

    public async ValueTask InitializeAsync()
    {
        _kaggle = await TrustedKaggle.StartAsync();
        Directory.CreateDirectory(Path.Combine(_home, ".kaggle"));
    }

    public async ValueTask DisposeAsync()
    {
        await _kaggle.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task An_expired_token_is_renewed_once_and_the_file_stays_as_it_is()
    {
        await File.WriteAllTextAsync(LoginFile, Expired, Token);
        _kaggle
            .Server.On("GenerateAccessToken", """{"token":"fresh","expiresIn":"43200","userName":"alice","userId":7}""")
            .On("IntrospectToken", """{"active":true,"username":"alice"}""");
        await using var services = Services();
        var accounts = services.GetRequiredService<KaggleAccounts>();

        var account = await accounts.ConnectAsync(KaggleAccountKind.Kaggle, Token);
        await accounts.ConnectAsync(KaggleAccountKind.Kaggle, Token);

        (account.Owner, account.Authorization).Should().Be(("alice", "Bearer fresh"));
        var request = _kaggle.Server.Requests[0];
        request.Path.Should().Be("/v1/users.AccountService/GenerateAccessToken");
        request
            .Body.Should()
            .Be("""{"refreshToken":"R1","apiVersion":"API_VERSION_V1","expirationDuration":"43200s"}""");
        request.Headers.Should().NotContainKey("Authorization", "the token in the body is the credential");
        _kaggle.Server.Requests.Should().HaveCount(2, "it is kept in memory");
        (await File.ReadAllTextAsync(LoginFile, Token)).Should().Be(Expired);
        Directory.GetFiles(Path.GetDirectoryName(LoginFile)!).Should().ContainSingle();
    }

    [Fact]
    public async Task A_login_that_is_over_says_so_and_its_file_is_not_deleted()
    {
        await File.WriteAllTextAsync(LoginFile, Expired, Token);
        _kaggle.Server.On("GenerateAccessToken", """{"code":401,"message":"Invalid credentials"}""", 401);
        await using var services = Services();

        var act = () => services.GetRequiredService<KaggleAccounts>().ConnectAsync(KaggleAccountKind.Kaggle, Token);

        var thrown = (await act.Should().ThrowAsync<KaggleUnauthorizedException>()).Which;
        thrown.Message.Should().Contain(LoginFile);
        thrown.Remedy.Should().Contain("kaggle auth login");
        File.Exists(LoginFile).Should().BeTrue();
    }

    [Fact]
    public async Task A_token_that_ends_while_a_run_lasts_is_followed_by_the_next_one()
    {
        await WriteValidAsync("first", "R1", "alice");
        _kaggle
            .Server.On("IntrospectToken", """{"active":true,"username":"alice"}""")
            .On("GenerateAccessToken", """{"token":"second","expiresIn":43200,"userName":"alice"}""")
            .On("SaveKernel", """{"code":401,"message":"expired"}""", 401)
            .On("SaveKernel", """{"ref":"/code/alice/ci-runner","versionNumber":2}""");
        await using var services = Services();
        var accounts = services.GetRequiredService<KaggleAccounts>();
        var client = accounts.Open(await accounts.ConnectAsync(KaggleAccountKind.Kaggle, Token));

        var pushed = await client.SaveKernelAsync(KaggleBench.Push(), Token);

        pushed.Version.Should().Be(2);
        _kaggle
            .Server.Requests.Where(r => r.Path.EndsWith("SaveKernel", StringComparison.Ordinal))
            .Select(r => r.Headers["Authorization"])
            .Should()
            .Equal("Bearer first", "Bearer second");
    }

    [Fact]
    public async Task A_run_does_not_go_on_as_another_user()
    {
        await WriteValidAsync("hers", "R1", "alice");
        _kaggle
            .Server.On("IntrospectToken", """{"active":true,"username":"alice"}""")
            .On("IntrospectToken", """{"active":true,"username":"bob"}""")
            .On("GetKernelSessionStatus", """{"code":401,"message":"expired"}""", 401);
        await using var services = Services();
        var accounts = services.GetRequiredService<KaggleAccounts>();
        var client = accounts.Open(await accounts.ConnectAsync(KaggleAccountKind.Kaggle, Token));
        await WriteValidAsync("his", "R2", "alice");

        var act = () => client.GetStatusAsync(KaggleBench.Kernel, 1, Token);

        (await act.Should().ThrowAsync<KaggleUnauthorizedException>()).WithMessage("*alice is no longer*bob*");
    }

    [Fact]
    public async Task Kaggle_says_whose_a_token_is_whatever_the_file_says()
    {
        await WriteValidAsync("token", "R1", "mallory");
        _kaggle.Server.On("IntrospectToken", """{"active":true,"username":"alice"}""");
        await using var services = Services();

        var account = await services.GetRequiredService<KaggleAccounts>().ConnectAsync(KaggleAccountKind.Kaggle, Token);

        account.Owner.Should().Be("alice");
    }

    [Fact]
    public async Task The_official_tools_settings_without_a_key_are_passed_over()
    {
        await WriteValidAsync("token", "R1", "alice");
        await File.WriteAllTextAsync(
            Path.Combine(_home, ".kaggle", "kaggle.json"),
            """{"proxy":"http://proxy:3128"}""",
            Token
        );
        await using var services = Services();

        services
            .GetRequiredService<KaggleAccounts>()
            .Describe(KaggleAccountKind.Kaggle)
            .Message.Should()
            .Contain("credentials.json");
    }

    private Task WriteValidAsync(string token, string refresh, string user) =>
        File.WriteAllTextAsync(
            LoginFile,
            $$"""{"refresh_token":"{{refresh}}","access_token":"{{token}}","access_token_expiration":"2099-01-01T00:00:00+00:00","username":"{{user}}"}""",
            Token
        );

    private ServiceProvider Services() =>
        KaggleBench.Services(
            options => options.ApiBase = _kaggle.ApiBase,
            services =>
            {
                services.AddSingleton(new CredentialSources(_ => null, _home));
                services.AddSingleton(new RunnerHome(Path.Combine(_home, "runner")));
                _kaggle.Trust(services);
            }
        );
}
