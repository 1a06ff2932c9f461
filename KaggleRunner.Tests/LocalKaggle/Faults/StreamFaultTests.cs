namespace KaggleRunner.Tests.LocalKaggle.Faults;

public sealed class StreamFaultTests
{
    [Fact]
    public async Task A_cut_stream_breaks_off_and_the_next_one_begins_again()
    {
        await using var server = await FaultyServer.StartAsync("stream-cut@1");
        await WaitingScript.PushAsync(server);

        var reading = server.StreamAsync();
        await Eventually.BecomesAsync(() => server.Caller.Journal().Any(IsStream));
        await WaitingScript.LetGoAsync(server);
        var (cut, whole) = await reading;

        whole.Should().BeFalse();
        cut.Should().NotContain("END_OF_LOG");
        server.Injected().Should().Equal("stream-cut LogStream local/ci-runner");
        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
        (await server.Caller.OutputAsync(1)).Should().Be(WaitingScript.Text + "last\n");
    }

    [Fact]
    public async Task A_stalled_stream_keeps_its_connection_and_says_nothing_more()
    {
        await using var server = await FaultyServer.StartAsync("stream-stall");
        await WaitingScript.PushAsync(server);
        using var response = await server.OpenStreamAsync();
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var reading = FaultyServer.ReadAsync(body);
        await WaitingScript.LetGoAsync(server);

        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
        await Eventually.BecomesAsync(() => server.Injected().Count == 1);

        reading.IsCompleted.Should().BeFalse("the connection is open");
        server.Injected().Should().Equal("stream-stall LogStream local/ci-runner");
    }

    [Fact]
    public async Task Only_a_stream_that_is_opened_again_has_events_twice()
    {
        await using var server = await FaultyServer.StartAsync("stream-duplicate");
        await WaitingScript.PushAsync(server);
        var one = server.StreamAsync();
        await Eventually.BecomesAsync(() => server.Caller.Journal().Count(IsStream) == 1);
        var two = server.StreamAsync();
        await Eventually.BecomesAsync(() => server.Injected().Count > 0);
        await WaitingScript.LetGoAsync(server);

        string.Concat(LiveEvents.Data((await one).Text)).Should().Be(WaitingScript.Text + "last\n");
        var repeated = LiveEvents.Payloads((await two).Text);
        repeated[0].Should().Be(repeated[1]);
        string.Concat(
                LiveEvents.Data(
                    string.Join("\n\n", repeated.Distinct(StringComparer.Ordinal).Select(p => $"data: {p}"))
                )
            )
            .Should()
            .Be(WaitingScript.Text + "last\n", "equal events are the same event");
        repeated.Should().HaveElementAt(repeated.Count - 1, "END_OF_LOG");
    }

    [Fact]
    public async Task Chunks_differ_between_connections_and_their_text_does_not()
    {
        await using var server = await FaultyServer.StartAsync("stream-rechunk");
        await WaitingScript.PushAsync(server);
        var readings = new List<Task<(string Text, bool Whole)>>();
        for (var i = 1; i <= 4; i++)
        {
            readings.Add(server.StreamAsync());
            await Eventually.BecomesAsync(() => server.Injected().Count == i);
        }

        await WaitingScript.LetGoAsync(server);
        var streams = await Task.WhenAll(readings);

        streams.Should().OnlyContain(stream => stream.Whole);
        streams
            .Select(stream => string.Concat(LiveEvents.Data(stream.Text)))
            .Should()
            .AllBe(WaitingScript.Text + "last\n");
        streams.Select(stream => stream.Text).Distinct(StringComparer.Ordinal).Should().HaveCountGreaterThan(1);
    }

    [Fact]
    public async Task Characters_and_escape_sequences_are_split_between_events()
    {
        await using var server = await FaultyServer.StartAsync("stream-split");
        await WaitingScript.PushAsync(server);
        var reading = server.StreamAsync();
        await Eventually.BecomesAsync(() => server.Injected().Count == 1);
        await WaitingScript.LetGoAsync(server);

        var (text, whole) = await reading;

        whole.Should().BeTrue();
        var data = LiveEvents.Data(text);
        string.Concat(data).Should().Be(WaitingScript.Text + "last\n");
        data.Should().Contain(one => one.EndsWith('\u001b')).And.Contain(one => one.EndsWith('\ud83c'));
        text.Should().EndWith("data: END_OF_LOG\n\n");
    }

    [Fact]
    public async Task The_stream_ends_without_its_sentinel()
    {
        await using var server = await FaultyServer.StartAsync("stream-no-sentinel");
        await WaitingScript.PushAsync(server);
        var reading = server.StreamAsync();
        await Eventually.BecomesAsync(() => server.Caller.Journal().Any(IsStream));
        await WaitingScript.LetGoAsync(server);

        var (text, whole) = await reading;

        whole.Should().BeTrue();
        string.Concat(LiveEvents.Data(text)).Should().Be(WaitingScript.Text + "last\n");
        text.Should().NotContain("END_OF_LOG");
        server.Injected().Should().Equal("stream-no-sentinel LogStream local/ci-runner");
    }

    [Fact]
    public async Task All_of_them_together_still_send_events_up_to_where_they_break_off()
    {
        await using var server = await FaultyServer.StartAsync(
            "stream-rechunk",
            "stream-split",
            "stream-duplicate",
            "stream-no-sentinel",
            "stream-cut"
        );
        await WaitingScript.PushAsync(server);
        var one = server.StreamAsync();
        await Eventually.BecomesAsync(() => server.Caller.Journal().Count(IsStream) == 1);
        var two = server.StreamAsync();
        await Eventually.BecomesAsync(() => server.Caller.Journal().Count(IsStream) == 2);
        await WaitingScript.LetGoAsync(server);

        foreach (var (text, whole) in (ICollection<(string, bool)>)[await one, await two])
        {
            whole.Should().BeFalse();
            var events = text.Split("\n\n")[..^1].Distinct(StringComparer.Ordinal);
            (WaitingScript.Text + "last\n")
                .Should()
                .StartWith(string.Concat(LiveEvents.Data(string.Join("\n\n", events))));
        }

        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
        (await server.Caller.OutputAsync(1)).Should().Be(WaitingScript.Text + "last\n", "an ended log is an array");
    }

    private static bool IsStream(System.Text.Json.JsonElement line) =>
        line.GetProperty("method").ValueEquals("LogStream");
}
