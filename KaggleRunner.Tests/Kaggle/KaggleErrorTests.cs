using System.Globalization;
using System.Net;
using System.Net.Sockets;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace KaggleRunner.Tests.Kaggle;

public sealed class KaggleErrorTests
{
    private const string Html = "<html><head><title>Just a moment&hellip;</title></head><body>…</body></html>";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<int, string, Type> Answers =>
        new()
        {
            { 401, """{"code":401,"message":"Unauthenticated"}""", typeof(KaggleUnauthorizedException) },
            { 403, """{"code":403,"message":"Permission denied"}""", typeof(KaggleForbiddenException) },
            { 404, """{"error":{"code":404,"message":"no","status":"NOT_FOUND"}}""", typeof(KaggleNotFoundException) },
            { 409, """{"code":409,"message":"title taken"}""", typeof(KaggleConflictException) },
            { 400, """{"code":400,"message":"bad"}""", typeof(KaggleRefusedException) },
            { 200, """{"code":403,"message":"hidden"}""", typeof(KaggleForbiddenException) },
            { 200, """{"code":"404","message":"hidden"}""", typeof(KaggleNotFoundException) },
            { 200, """{"error":{"code":409,"message":"hidden"}}""", typeof(KaggleConflictException) },
            { 200, """{"error":"Notebook not found"}""", typeof(KaggleRefusedException) },
            { 200, """{"errorMessage":"Notebook not found"}""", typeof(KaggleRefusedException) },
            {
                200,
                """{"error":"Maximum batch CPU session count of 5 reached."}""",
                typeof(KaggleSessionLimitException)
            },
            {
                400,
                """{"code":400,"message":"Maximum batch GPU session count of 2 reached."}""",
                typeof(KaggleSessionLimitException)
            },
            { 200, """{"error":"Maximum weekly GPU quota of 30.00 hours reached."}""", typeof(KaggleQuotaException) },
            { 200, Html, typeof(KaggleUnreachableException) },
            { 503, Html, typeof(KaggleUnreachableException) },
            { 403, Html, typeof(KaggleForbiddenException) },
            { 200, "", typeof(KaggleUnreachableException) },
            { 200, "{\"versionNumber\":", typeof(KaggleUnreachableException) },
            { 200, "[]", typeof(KaggleUnreachableException) },
            { 302, "", typeof(KaggleRefusedException) },
        };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Each_way_of_saying_no_is_an_exception_with_facts(int status, string body, Type expected)
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On("SaveKernel", body, status);

        var act = () => bench.Client.SaveKernelAsync(KaggleBench.Push(), Token);

        var thrown = (await act.Should().ThrowAsync<KaggleException>()).Which;
        thrown.Should().BeOfType(expected);
        thrown.Facts.Operation.Should().Be("SaveKernel");
        thrown.Facts.Kernel.Should().Be(KaggleBench.Kernel);
        thrown.Sentence.Should().NotContain("<html>").And.NotContain("bG9jYWw6c2VjcmV0");
        bench.Kaggle.Requests.Should().ContainSingle("a push is never repeated after an answer");
    }

    [Fact]
    public async Task A_session_limit_tells_how_many_and_a_page_of_html_its_title()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench
            .Kaggle.On("SaveKernel", """{"error":"Maximum batch CPU session count of 5 reached."}""")
            .On("SaveKernel", Html);

        var act = () => bench.Client.SaveKernelAsync(KaggleBench.Push(), Token);

        (await act.Should().ThrowAsync<KaggleSessionLimitException>()).Which.Limit.Should().Be(5);
        (await act.Should().ThrowAsync<KaggleUnreachableException>()).WithMessage("*Just a moment*");
    }

    [Fact]
    public async Task Data_that_Kaggle_does_not_know_is_named_with_the_version_that_runs_nevertheless()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On(
            "SaveKernel",
            """{"ref":"/code/alice/ci-runner","versionNumber":"7","invalidDatasetSources":["alice/missing"],"invalidModelSources":["x/y"],"invalidTags":null}"""
        );

        var act = () => bench.Client.SaveKernelAsync(KaggleBench.Push(), Token);

        var thrown = (await act.Should().ThrowAsync<KaggleInvalidSourcesException>()).Which;
        thrown.Sources.Should().Equal("dataset alice/missing", "model x/y");
        thrown.Pushed.Version.Should().Be(7);
        thrown.Message.Should().Contain("dataset alice/missing");
    }

    [Theory]
    [InlineData("seconds")]
    [InlineData("date")]
    public async Task A_long_Retry_After_is_reported_instead_of_waited_for(string form)
    {
        await using var bench = await KaggleBench.StartAsync();
        var value = form is "seconds"
            ? "120"
            : TimeProvider.System.GetUtcNow().AddSeconds(120).ToString("R", CultureInfo.InvariantCulture);
        bench.Kaggle.On(
            "GetKernelSessionStatus",
            """{"code":429,"message":"slow down"}""",
            429,
            headers: ("Retry-After", value)
        );

        var act = () => bench.Client.GetStatusAsync(KaggleBench.Kernel, 1, Token);

        var thrown = (await act.Should().ThrowAsync<KaggleRateLimitedException>()).Which;
        thrown.RetryAfter.Should().BeCloseTo(TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(10));
        bench.Kaggle.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_short_Retry_After_is_honoured_even_by_a_push()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench
            .Kaggle.On("SaveKernel", "", 429, headers: ("Retry-After", "1"))
            .On("SaveKernel", """{"ref":"/code/alice/ci-runner","versionNumber":1}""");
        var start = TimeProvider.System.GetTimestamp();

        var pushed = await bench.Client.SaveKernelAsync(KaggleBench.Push(), Token);

        pushed.Version.Should().Be(1);
        TimeProvider.System.GetElapsedTime(start).Should().BeGreaterThan(TimeSpan.FromSeconds(0.9));
        bench.Kaggle.Requests.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_push_whose_answer_was_lost_is_not_repeated(bool onKeptConnection)
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.OnLost("SaveKernel").On("GetKernelSessionStatus", "{}");
        if (onKeptConnection)
        {
            await bench
                .Client.CancelAsync(1, Token)
                .ContinueWith(_ => { }, Token, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        var act = () => bench.Client.SaveKernelAsync(KaggleBench.Push(), Token);

        (await act.Should().ThrowAsync<KaggleUnreachableException>()).Which.MayHaveBeenAccepted.Should().BeTrue();
        bench.Kaggle.Requests.Count(r => r.Path.EndsWith("SaveKernel", StringComparison.Ordinal)).Should().Be(1);
    }

    [Fact]
    public async Task A_cancel_whose_answer_was_lost_is_not_repeated()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.OnLost("CancelKernelSession");

        var act = () => bench.Client.CancelAsync(5, Token);

        await act.Should().ThrowAsync<KaggleUnreachableException>();
        bench.Kaggle.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_read_survives_a_lost_answer_a_page_of_html_and_half_an_answer()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench
            .Kaggle.OnLost("GetKernelSessionStatus")
            .On("GetKernelSessionStatus", Html, 503, "text/html")
            .On(
                "GetKernelSessionStatus",
                async context =>
                {
                    context.Response.ContentLength = 100;
                    await context.Response.WriteAsync("{\"status\":", context.RequestAborted);
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                    context.Abort();
                }
            )
            .On("GetKernelSessionStatus", """{"status":"COMPLETE"}""");

        var status = await bench.Client.GetStatusAsync(KaggleBench.Kernel, 1, Token);

        status.State.Should().Be(SessionState.Complete);
        bench.Kaggle.Requests.Should().HaveCount(4);
    }

    [Fact]
    public async Task A_Kaggle_that_is_not_there_is_told_as_such_and_nothing_was_accepted()
    {
        // The port stays ours, or another test's server could answer on it.
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var services = KaggleBench.Services();
        var account = KaggleBench.LocalAccount(new Uri($"http://{socket.LocalEndPoint}/"));
        var client = services.GetRequiredService<KaggleClientFactory>().For(account);

        var act = () => client.SaveKernelAsync(KaggleBench.Push(), Token);

        var thrown = (await act.Should().ThrowAsync<KaggleUnreachableException>()).Which;
        thrown.MayHaveBeenAccepted.Should().BeFalse();
        thrown.Message.Should().StartWith("The local Kaggle cannot be reached at 127.0.0.1:");
    }

    [Fact]
    public async Task A_kernel_that_is_missing_or_forbidden_is_null()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On("GetKernel", """{"code":403,"message":"no"}""", 403).On("GetKernel", "", 404);

        (await bench.Client.FindKernelAsync(KaggleBench.Kernel, version: null, Token)).Should().BeNull();
        (await bench.Client.FindKernelAsync(KaggleBench.Kernel, version: null, Token)).Should().BeNull();
    }

    [Theory]
    [InlineData("{}", SessionState.Queued)]
    [InlineData("""{"status":null}""", SessionState.Queued)]
    [InlineData("""{"status":"CANCEL_ACKNOWLEDGED","failureMessage":""}""", SessionState.CancelAcknowledged)]
    [InlineData("""{"status":"HIBERNATING","somethingNew":{"a":[1]}}""", SessionState.Unknown)]
    [InlineData("""{"status":3}""", SessionState.Error)]
    [InlineData("""{"status":{"a":1}}""", SessionState.Unknown)]
    public async Task A_status_is_read_leniently(string body, SessionState expected)
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On("GetKernelSessionStatus", body);

        (await bench.Client.GetStatusAsync(KaggleBench.Kernel, 1, Token))
            .Should()
            .Be(new SessionStatus(expected, FailureMessage: null));
    }

    [Fact]
    public async Task A_push_answered_without_a_number_finds_its_version_by_the_source()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench
            .Kaggle.On("SaveKernel", """{"ref":"/code/alice/ci-runner"}""")
            .On("GetKernel", """{"metadata":{"currentVersionNumber":9},"blob":{"source":"print(1)\n"}}""");

        (await bench.Client.SaveKernelAsync(KaggleBench.Push(), Token)).Version.Should().Be(9);
    }

    [Fact]
    public async Task No_log_holds_the_Authorization_header()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On("GetKernelSessionStatus", "", 503).On("GetKernelSessionStatus", "{}");

        await bench.Client.GetStatusAsync(KaggleBench.Kernel, 1, Token);

        KaggleBench.Logged.Should().NotContain(line => line.Contains("bG9jYWw6c2VjcmV0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_that_climbs_out_of_its_path_is_refused()
    {
        await using var bench = await KaggleBench.StartAsync();

        var act = () => bench.Client.FindSessionIdAsync(new KernelRef("..", "a/../b"), 1, Token);

        await act.Should().ThrowAsync<RunnerException>();
        bench.Kaggle.Requests.Should().BeEmpty();
    }
}
