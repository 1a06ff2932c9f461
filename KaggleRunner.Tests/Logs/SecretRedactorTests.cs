using System.Text;
using KaggleRunner.Core.Logs;
using static KaggleRunner.Tests.Logs.LogFolder;

namespace KaggleRunner.Tests.Logs;

public sealed class SecretRedactorTests
{
    private const string Secret = "p@ss/wörd+42";

    private readonly SecretRedactor _redactor = new([Secret, "short"]);

    [Theory]
    [InlineData("nothing to hide: a_b://c", "nothing to hide: a_b://c")]
    [InlineData("say p@ss/wörd+42 twice p@ss/wörd+42", "say *** twice ***")]
    [InlineData("short stays", "short stays")]
    [InlineData("p%40ss%2Fw%C3%B6rd%2B42", "***")]
    [InlineData("KGAT_0123abcDEF, then", "***, then")]
    [InlineData("export HF_TOKEN=abc def", "export HF_TOKEN=*** def")]
    [InlineData("{'github_token': 'abc'}", "{'github_token': '***'}")]
    [InlineData("WANDB_TOKEN : abc", "WANDB_TOKEN : ***")]
    [InlineData("git clone https://me:s3cret@github.com/a/b", "git clone https://***@github.com/a/b")]
    [InlineData("ssh://git@github.com/a", "ssh://git@github.com/a")]
    [InlineData("https://ghp_0123456789abcdefghij@github.com", "https://***@github.com")]
    [InlineData("Authorization: Basic bG9jYWw6MTIz;", "Authorization: Basic ***")]
    [InlineData("{\"username\":\"a\",\"key\":\"0123456789abcdef0123456789abcdef\"}", "{\"username\":\"a\",***}")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\\nMIIE\\n-----END RSA PRIVATE KEY-----", "***")]
    public void Secrets_are_replaced(string text, string expected) => _redactor.Redact(text).Should().Be(expected);

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("me:")]
    [InlineData("someone:")]
    public void A_secret_in_base64_is_found_wherever_it_begins(string before)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(before + Secret + "!"));

        _redactor.Redact($"header {encoded} end").Should().Contain("***").And.NotContain(encoded[4..^4]);
    }

    [Fact]
    public void The_key_inside_an_authorization_header_is_known_by_itself()
    {
        var basic = new SecretRedactor([$"Basic {Convert.ToBase64String("alice:0123456789"u8)}"]);
        var bearer = new SecretRedactor(["Bearer abcdefghij"]);

        basic.Redact("alice has 0123456789").Should().Be("alice has ***");
        bearer.Redact("token abcdefghij").Should().Be("token ***");
    }

    [Fact]
    public void A_long_hostile_line_is_redacted_in_time()
    {
        var line = string.Concat(Enumerable.Repeat("_TOKEN_TOKEN://a:b-----BEGIN ", 35_000)) + new string('w', 100_000);
        var started = TimeProvider.System.GetTimestamp();

        _redactor.Redact(line);

        TimeProvider.System.GetElapsedTime(started).Should().BeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_secret_split_over_events_is_never_written_nor_shown()
    {
        using var folder = new LogFolder();
        await using var log = folder.Open(_redactor);
        foreach (
            var c in $"key: {Secret}; https://me:s3cret@host/\n"
                + Record("""{"record":"phase","name":"p@ss/wörd+42","state":"failed"}""")
        )
        {
            log.Append(Out(c.ToString()));
            log.Flush();
            folder.Reader.Snapshot(0).Partial.Should().NotContain("p@ss").And.NotContain("s3");
        }

        folder.Lines.Should().Equal("key: ***; https://***@host/");
        RunRecords.Read<PhaseRecord>(folder.Path).Single().Name.Should().Be("***");
        folder.Content("log.index").Should().NotContain("p@ss");
    }

    [Fact]
    public async Task A_secret_where_a_long_line_is_cut_is_not_halved()
    {
        using var folder = new LogFolder();
        await using var log = folder.Open(_redactor);

        for (var shift = 0; shift < Secret.Length; shift++)
        {
            log.Append(Out(new string('x', LineAssembler.Longest - shift) + Secret + new string('y', 100_000) + "\n"));
        }

        log.Complete();
        folder.Text.Should().NotContain("p@").And.NotContain("42y");
    }

    [Fact]
    public async Task A_private_key_printed_over_lines_is_left_out()
    {
        using var folder = new LogFolder();
        await using var log = folder.Open();

        log.Append(
            Out(
                "a\n-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE\nAAAAB3Nza\n-----END OPENSSH PRIVATE KEY-----\nb\n"
            )
        );
        log.Append(Out("-----BEGIN PRIVATE KEY-----\nthis is no key!\n"));
        log.Flush();

        folder.Lines.Should().Equal("a", "***", "***", "***", "***", "b", "***", "this is no key!");
    }
}
