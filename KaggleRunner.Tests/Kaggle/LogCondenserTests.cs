using System.Buffers;
using System.Text;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Tests.Kaggle;

public sealed class LogCondenserTests
{
    [Theory]
    [InlineData("""{"log":"a long text with nonce in it","b":["log"]}""", """{"log":"nonce","b":["log"]}""")]
    [InlineData("""{"log":"a long text with no such mark"}""", """{"log":"…"}""")]
    [InlineData("""{"log":"[]","nextPageToken":"p"}""", """{"log":"[]","nextPageToken":"p"}""")]
    [InlineData("""{"log":"ends with an escape \\","a":"log"}""", """{"log":"…","a":"log"}""")]
    [InlineData("""{"log":"a quote \" nonce, more"}""", """{"log":"nonce"}""")]
    [InlineData("""{"log":null,"a":"a long text of its own"}""", """{"log":null,"a":"a long text of its own"}""")]
    [InlineData("""{"x":{"log":"not the log, deeper inside"}}""", """{"x":{"log":"not the log, deeper inside"}}""")]
    [InlineData("""{"logs":"another member's long text"}""", """{"logs":"another member's long text"}""")]
    [InlineData("""{"a\\":"log","log" : "nonnonce, after half of it"}""", """{"a\\":"log","log" : "nonce"}""")]
    [InlineData("""<html class="log">: "text""", """<html class="log">: "text""")]
    public void Only_the_mark_is_left_of_the_log_however_it_is_cut(string body, string left)
    {
        foreach (var size in (int[])[1, 2, 3, 7, 1000])
        {
            var condenser = new LogCondenser("nonce"u8.ToArray());
            var output = new ArrayBufferWriter<byte>();
            foreach (var piece in Encoding.UTF8.GetBytes(body).Chunk(size))
            {
                condenser.Feed(piece, output);
            }

            Encoding.UTF8.GetString(output.WrittenSpan).Should().Be(left);
        }
    }
}
