using System.Text.Json;

namespace KaggleRunner.Tests.LocalKaggle;

public sealed class KernelListTests
{
    [Fact]
    public async Task Groups_tell_apart_what_is_mine_and_what_is_public()
    {
        await using var server = await FilledAsync();
        using var alice = server.As("alice");

        (await NamesAsync(server.Caller, """{"group":"PROFILE"}"""))
            .Should()
            .Equal("local/a-notebook", "local/public-one", "local/private-one");
        (await NamesAsync(server.Caller, """{"group":"EVERYONE"}"""))
            .Should()
            .Equal("alice/hers-too", "local/public-one");
        (await NamesAsync(alice, "{}")).Should().Equal("alice/hers-too", "local/public-one");
        (await NamesAsync(alice, """{"user":"local","group":"PUBLIC_AND_USERS_PRIVATE"}"""))
            .Should()
            .Equal("local/public-one");
        (await NamesAsync(alice, """{"group":"UPVOTED"}""")).Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"kernelType":"notebook"}""", "local/a-notebook")]
    [InlineData("""{"kernelType":"all","language":"python","outputType":"all","search":"PRIV"}""", "local/private-one")]
    [InlineData("""{"language":"r"}""")]
    [InlineData("""{"search":"private","sortBy":"RELEVANCE"}""", "local/private-one")]
    [InlineData("""{"dataset":"alice/none"}""")]
    [InlineData("""{"competition":"titanic"}""")]
    [InlineData("""{"parentKernel":"local/public-one"}""")]
    [InlineData("""{"user":"alice","sortBy":"VOTE_COUNT"}""", "alice/hers-too")]
    [InlineData("""{"sortBy":"DATE_CREATED","pageSize":1}""", "alice/hers-too")]
    [InlineData("""{"sortBy":"DATE_RUN","pageSize":2,"page":2}""", "local/public-one", "local/private-one")]
    public async Task Every_field_of_the_request_counts(string request, params string[] names)
    {
        await using var server = await FilledAsync();

        (await NamesAsync(server.Caller, request)).Should().Equal(names);
    }

    [Fact]
    public async Task Pages_follow_each_other_by_their_tokens_and_hold_a_hundred_at_most()
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var number in Enumerable.Range(100, 103))
        {
            await SaveAsync(server.Caller, $"kernel {number}", "");
        }

        var first = await server.Caller.CallAsync("ListKernels", """{"pageSize":999,"sortBy":"DATE_CREATED"}""");
        var token = first.GetProperty("nextPageToken").GetRawText();
        var second = await server.Caller.CallAsync(
            "ListKernels",
            $$"""{"pageSize":100,"sortBy":"DATE_CREATED","pageToken":{{token}}}"""
        );

        first.GetProperty("kernels").GetArrayLength().Should().Be(100);
        Names(second).Should().Equal("local/kernel-102", "local/kernel-101", "local/kernel-100");
        second.TryGetProperty("nextPageToken", out _).Should().BeFalse();
        (await NamesAsync(server.Caller, "{}")).Should().HaveCount(20);
    }

    [Theory]
    [InlineData("""{"group":"NOBODY"}""")]
    [InlineData("""{"sortBy":"COLOUR"}""")]
    [InlineData("""{"pageToken":"-1"}""")]
    public async Task What_means_nothing_is_refused(string request)
    {
        await using var server = await FilledAsync();

        (await server.Caller.StatusOfAsync("ListKernels", request)).Should().Be(400);
    }

    private static async Task<RunningServer> FilledAsync()
    {
        var server = await RunningServer.StartAsync(o => o with { Users = ["alice"] });
        using var alice = server.As("alice");
        await SaveAsync(server.Caller, "private one", "");
        await SaveAsync(server.Caller, "public one", ",\"isPrivate\":false");
        await SaveAsync(server.Caller, "a notebook", ",\"kernelType\":\"notebook\"");
        await alice.CallAsync(
            "SaveKernel",
            """{"newTitle":"hers too","text":"1","isPrivate":false,"kernelExecutionType":"QUICK_SAVE"}"""
        );
        return server;
    }

    private static Task<JsonElement> SaveAsync(KaggleCaller caller, string title, string more) =>
        caller.CallAsync(
            "SaveKernel",
            $$"""{"newTitle":"{{title}}","text":"1","kernelExecutionType":"QUICK_SAVE"{{more}}}"""
        );

    private static async Task<IEnumerable<string?>> NamesAsync(KaggleCaller caller, string request) =>
        Names(await caller.CallAsync("ListKernels", request));

    private static IEnumerable<string?> Names(JsonElement answer) =>
        answer.TryGetProperty("kernels", out var kernels)
            ? kernels.EnumerateArray().Select(kernel => kernel.GetProperty("ref").GetString())
            : [];
}
