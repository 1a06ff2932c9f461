using System.Text;
using KaggleRunner.Core.Kaggle;
using Microsoft.AspNetCore.Http;

namespace KaggleRunner.Tests.Kaggle;

/// <summary>What a version left, as Kaggle lists it, and lists that belong to another version.</summary>
public sealed class OutputListingTests
{
    private const string File = """{"url":"https://storage.example/a?sig=1","fileName":"a.png"}""";
    private static readonly OutputOwner Owner = new("0123456789abcdef", IsInLog: true);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_pages_of_the_files_are_listed_with_what_Kaggle_tells_of_them()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench
            .Kaggle.On(
                "ListKernelFiles",
                """
                {"files":[{"name":"output/a.png","size":"123456789012","creationDate":"2026-07-04T01:02:03.456Z"},
                          {"name":"b","size":7,"creationDate":null,"unheard":{}},null],"nextPageToken":"p2"}
                """
            )
            .On(
                "ListKernelFiles",
                """{"files":[{"name":"c","size":null},{"size":1},{"name":"d","size":{}},{"name":"e","size":-1}],"nextPageToken":"p3"}"""
            )
            .On("ListKernelFiles", """{"nextPageToken":"p3"}""");

        var files = await bench.Client.ListFilesAsync(KaggleBench.Kernel, 3, Token).ToListAsync(Token);

        files
            .Should()
            .Equal(
                new KernelFile(
                    "output/a.png",
                    123456789012,
                    new DateTimeOffset(2026, 7, 4, 1, 2, 3, 456, TimeSpan.Zero)
                ),
                new KernelFile("b", 7, CreatedAt: null),
                new KernelFile("c", Size: null, CreatedAt: null),
                new KernelFile("e", Size: null, CreatedAt: null)
            );
        bench
            .Kaggle.Requests.Select(request => request.Body)
            .Should()
            .Equal(
                """{"userName":"alice","kernelSlug":"ci-runner","pageSize":200,"versionLabel":"v3"}""",
                """{"userName":"alice","kernelSlug":"ci-runner","pageSize":200,"pageToken":"p2","versionLabel":"v3"}""",
                """{"userName":"alice","kernelSlug":"ci-runner","pageSize":200,"pageToken":"p3","versionLabel":"v3"}"""
            );
    }

    [Theory]
    [InlineData("""{"files":[FILE]}""")]
    [InlineData("""{"files":[FILE],"log":null}""")]
    [InlineData("""{"files":[FILE],"log":""}""")]
    [InlineData("""{"files":[FILE],"log":"[]"}""")]
    [InlineData("""{"log":"[{\"data\":\"##kaggle-runner[0123456789abcdef] {\\\"a\\\":1}\\n\"}]","files":[FILE]}""")]
    [InlineData("""{"title":"\\","files":[FILE],"log" : "… 0123456789abcdef \\"}""")]
    public async Task Our_outputs_and_those_without_a_log_are_listed(string answer)
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On("ListKernelSessionOutput", answer.Replace("FILE", File, StringComparison.Ordinal));

        (await ListAsync(bench, Owner)).Should().ContainSingle().Which.Name.Should().Be("a.png");
    }

    [Theory]
    [InlineData("""{"files":[FILE],"log":"[{\"data\":\"##kaggle-runner[fedcba9876543210] {}\\n\"}]"}""")]
    [InlineData("""{"log":"somebody else","files":[FILE]}""")]
    [InlineData("""{"log":"short","files":[FILE],"mark":"0123456789abcdef"}""")]
    [InlineData("""{"files":[{"fileName":"0123456789abcdef","log":"0123456789abcdef"}],"log":"another run of it"}""")]
    public async Task Outputs_beside_another_runs_log_are_not_taken(string answer)
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On("ListKernelSessionOutput", answer.Replace("FILE", File, StringComparison.Ordinal));

        var refused = await FluentActions
            .Awaiting(() => ListAsync(bench, Owner))
            .Should()
            .ThrowAsync<KaggleForeignOutputsException>();

        refused.Which.Facts.Version.Should().Be(3);
        (await ListAsync(bench, owner: null)).Should().NotBeNull("a foreign script's log has no mark");
    }

    [Fact]
    public async Task A_list_without_files_proves_nothing_where_the_log_need_not_have_the_mark()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On("ListKernelSessionOutput", """{"log":"[the interpreter did not start]"}""");

        (await ListAsync(bench, Owner with { IsInLog = false })).Should().BeEmpty();
        await FluentActions
            .Awaiting(() => ListAsync(bench, Owner))
            .Should()
            .ThrowAsync<KaggleForeignOutputsException>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_large_log_is_searched_to_its_end(bool isOurs)
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On("ListKernelSessionOutput", context => WriteAsync(context.Response, isOurs));

        var act = () => ListAsync(bench, Owner);

        if (isOurs)
        {
            (await act()).Should().ContainSingle();
        }
        else
        {
            await act.Should().ThrowAsync<KaggleForeignOutputsException>();
        }
    }

    [Fact]
    public async Task A_large_log_is_not_kept()
    {
        await using var kaggle = await RecordedKaggle.StartAsync();
        kaggle.On("ListKernelSessionOutput", context => WriteAsync(context.Response, isOurs: true));
        using var handler = new BufferingHandler(largest: 4096) { InnerHandler = new SocketsHttpHandler() };
        using var client = new HttpMessageInvoker(handler);

        using var whole = new HttpRequestMessage(HttpMethod.Post, new Uri(kaggle.Root, "ListKernelSessionOutput"));
        await FluentActions.Awaiting(() => client.SendAsync(whole, Token)).Should().ThrowAsync<HttpRequestException>();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(kaggle.Root, "ListKernelSessionOutput"));
        request.Options.Set(CondensedContent.Mark, Owner.Mark);
        using var answer = await client.SendAsync(request, Token);

        (await answer.Content.ReadAsStringAsync(Token))
            .Should()
            .Be($$"""{"log":"{{Owner.Mark}}","files":[{{File}}]}""");
    }

    /// <summary>10 MB of log, with the mark in its last quarter, in two pieces.</summary>
    private static async Task WriteAsync(HttpResponse response, bool isOurs)
    {
        var piece = string.Concat(Enumerable.Repeat("\\\"line\\\\n", 10_000));
        response.ContentType = "application/json";
        await WriteAsync("{\"log\":\"[");
        for (var i = 0; i < 100; i++)
        {
            await WriteAsync(piece);
            if (isOurs && i == 80)
            {
                await WriteAsync(Owner.Mark[..5]);
                await response.Body.FlushAsync(Token);
                await WriteAsync(Owner.Mark[5..]);
            }
        }

        await WriteAsync($"]\",\"files\":[{File}]}}");

        Task WriteAsync(string text) => response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), Token).AsTask();
    }

    private static Task<List<OutputFile>> ListAsync(KaggleBench bench, OutputOwner? owner) =>
        bench.Client.ListOutputAsync(KaggleBench.Kernel, 3, owner, Token).ToListAsync(Token).AsTask();
}
