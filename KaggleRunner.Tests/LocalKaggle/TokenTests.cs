using System.Net.Http.Headers;
using System.Text.Json;

namespace KaggleRunner.Tests.LocalKaggle;

public sealed class TokenTests
{
    private const string Introspect = "security.OAuthService/IntrospectToken";
    private const string Generate = "users.AccountService/GenerateAccessToken";

    [Fact]
    public async Task The_access_token_of_a_user_works_as_a_bearer_and_names_them()
    {
        await using var server = await RunningServer.StartAsync(o => o with { Users = ["alice"] });
        using var alice = server.As("alice");
        var token = (await ReadAsync(alice.Home, "access_token")).Trim();

        var known = await server.Caller.CallAsync(Introspect, $$"""{"token":"{{token}}"}""");
        alice.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var pushed = await alice.CallAsync("SaveKernel", """{"newTitle":"by token","text":"print(1)"}""");

        known.GetRawText().Should().Be("""{"active":true,"username":"alice"}""");
        pushed.GetProperty("ref").GetString().Should().Be("/code/alice/by-token");
    }

    [Fact]
    public async Task A_refresh_token_gets_an_access_token_without_any_header_and_it_outlives_the_server()
    {
        using var home = new TemporaryHome();
        string token;
        await using (var server = await RunningServer.StartAsync(home, o => o with { Users = ["alice"] }))
        {
            using var alice = server.As("alice");
            var credentials = JsonElement.Parse(await ReadAsync(alice.Home, "credentials.json"));
            credentials.GetProperty("username").GetString().Should().Be("alice");
            alice.Http.DefaultRequestHeaders.Authorization = null;

            var answer = await alice.CallAsync(
                Generate,
                $$"""
                {"refreshToken":{{credentials.GetProperty("refresh_token").GetRawText()}},
                "apiVersion":"API_VERSION_V1","expirationDuration":"43200s"}
                """
            );

            answer.GetProperty("expiresIn").GetInt64().Should().Be(43200);
            answer.GetProperty("userName").GetString().Should().Be("alice");
            answer.GetProperty("userId").GetInt64().Should().BePositive();
            token = answer.GetProperty("token").GetString()!;
        }

        await using var again = await RunningServer.StartAsync(home);

        token.Should().StartWith("KGAT_");
        (await again.Caller.CallAsync(Introspect, $$"""{"token":"{{token}}"}"""))
            .GetRawText()
            .Should()
            .Be("""{"active":true,"username":"alice"}""");
        (await File.ReadAllTextAsync(home.At("tokens.json"), TestContext.Current.CancellationToken))
            .Should()
            .NotContain(token);
    }

    [Fact]
    public async Task A_token_that_expired_or_was_revoked_is_worth_nothing()
    {
        using var home = new TemporaryHome();
        var clock = new ShiftedTime();
        await using var server = await RunningServer.StartAsync(home, time: clock);
        var one = await GenerateAsync("60s");
        var two = await GenerateAsync("1.500.0s");
        var three = await GenerateAsync("43200s");

        await server.Caller.CallAsync("users.AccountService/ExpireApiToken", $$"""{"token":"{{three}}"}""");
        clock.Offset = TimeSpan.FromSeconds(30);
        var active = await Task.WhenAll(IsActiveAsync(one), IsActiveAsync(two), IsActiveAsync(three));
        clock.Offset = TimeSpan.FromSeconds(61);

        active.Should().Equal(true, false, false);
        (await IsActiveAsync(one)).Should().BeFalse();

        async Task<string> GenerateAsync(string duration) =>
            (await server.Caller.CallAsync(Generate, $$"""{"expirationDuration":"{{duration}}"}"""))
                .GetProperty("token")
                .GetString()!;

        async Task<bool> IsActiveAsync(string token) =>
            (await server.Caller.CallAsync(Introspect, $$"""{"token":"{{token}}"}"""))
                .GetProperty("active")
                .GetBoolean();
    }

    [Fact]
    public async Task Bad_requests_for_tokens_are_refused()
    {
        await using var server = await RunningServer.StartAsync();

        (await server.Caller.StatusOfAsync(Generate, """{"refreshToken":"KGRT_wrong"}""")).Should().Be(401);
        (await server.Caller.StatusOfAsync(Generate, """{"expirationDuration":"a while"}""")).Should().Be(400);
        (await server.Caller.StatusOfAsync(Generate, """{"expirationDuration":"99999999s"}""")).Should().Be(400);
        (await server.Caller.StatusOfAsync(Generate, """{"apiVersion":"API_VERSION_V2"}""")).Should().Be(400);
        (await server.Caller.StatusOfAsync("users.AccountService/ExpireApiToken", """{"token":"x"}"""))
            .Should()
            .Be(403);
        server.Caller.Http.DefaultRequestHeaders.Authorization = null;
        (await server.Caller.StatusOfAsync(Generate, "{}")).Should().Be(401, "nobody is to be named");
    }

    private static Task<string> ReadAsync(string folder, string name) =>
        File.ReadAllTextAsync(Path.Combine(folder, name), TestContext.Current.CancellationToken);
}
