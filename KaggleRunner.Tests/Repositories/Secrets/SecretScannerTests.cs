using System.Diagnostics;
using System.Text;
using KaggleRunner.Core.Repositories.Secrets;
using static KaggleRunner.Tests.Repositories.Secrets.Fixtures;

namespace KaggleRunner.Tests.Repositories.Secrets;

public sealed class SecretScannerTests
{
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string Hex = "0123456789abcdef";

    public static TheoryData<string, string> Hits() =>
        new()
        {
            { "private-key", $"-----BEGIN RSA PRIVATE {"KEY"}-----\n{Random(64)}\n{Random(64)}\n" },
            { "private-key", $"key = \"-----BEGIN OPENSSH PRIVATE {"KEY"}-----\\n{Random(70)}\"" },
            { "private-key", $"-----BEGIN PRIVATE {"KEY"}-----\n{Random(64)}" },
            { "aws-access-key-id", $"id: AKIA{Random(16, Upper)}" },
            { "aws-secret-access-key", $"aws_secret_access_key = {Random(40)}" },
            { "npm-auth-token", $"//registry.example/:_authToken={Random(36)}" },
            { "npm-token", $"NPM_TOKEN=npm_{Random(36)}" },
            { "slack-token", $"xoxb-{Random(11, "0123456789")}-{Random(24)}" },
            { "slack-webhook", $"https://hooks.slack.com/services/T{Random(9)}/B{Random(9)}/{Random(24)}" },
            { "url-password", $"https://bob:{Random(20)}@example.org/x.git" },
            { "database-password", $"postgres://app:{Random(16)}@db.internal:5432/app" },
            { "openai-key", $"sk-{Random(20)}T3Blbk{"FJ"}{Random(20)}" },
            { "openai-key", $"sk-proj-{Random(74)}T3Blbk{"FJ"}{Random(74)}" },
            { "anthropic-key", $"sk-ant-api03-{Random(93)}AA" },
            { "groq-key", $"gsk_{Random(52)}" },
            { "hugging-face-token", $"login('hf_{Random(34, "abcdefghijKLMNOPqrstuvWXYZ")}')" },
            { "linear-key", $"lin_api_{Random(40)}" },
            { "notion-token", $"ntn_{Random(11, "0123456789")}{Random(35)}" },
            { "sendgrid-key", $"SG.{Random(22)}.{Random(43)}" },
            { "shopify-token", $"shpat_{Random(32, Hex)}" },
            { "github-token", $"token = '{GitHubToken}'" },
            { "github-fine-grained-token", $"github_pat_{Random(82)}" },
            { "gitlab-token", $"glpat-{Random(20)}" },
            { "grafana-token", $"glsa_{Random(32)}_{Random(8, Hex)}" },
            { "1password-token", $"ops_ey{Random(200)}" },
            { "vault-token", $"hvs.{Random(95)}" },
            { "vercel-token", $"vcp_{Random(40)}" },
            { "databricks-token", $"dapi{Random(32, Hex)}" },
            { "docker-token", $"dckr_pat_{Random(27)}" },
            { "figma-token", $"figd_{Random(43)}" },
            { "kaggle-token", $"KGAT_{Random(32)}" },
            { "kaggle-key", $$"""{"username":"bob","key":"{{Random(32, Hex)}}"}""" },
            { "kaggle-key", $"os.environ['KAGGLE_KEY'] = '{Random(32, Hex)}'" },
            { "wandb-key", $"wandb.login(key='{Random(40, Hex)}')" },
            { "google-api-key", $"AIza{Random(35)}" },
            { "stripe-key", $"sk_live_{Random(24)}" },
            { "assigned-secret", $"password = \"{Random(24)}\"" },
            { "assigned-secret", $"config = {{'api_key': '{Random(32)}'}}" },
        };

    public static TheoryData<string> Misses() =>
        [
            "ghp_" + new string('x', 36),
            "ghp_tooshort",
            $"xghp_{Random(36)}",
            "AKIAIOSFODNN7EXAMPLE",
            "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "-----BEGIN PUBLIC KEY-----\n" + Random(64),
            "-----BEGIN RSA PRIVATE KEY-----\n",
            "https://user:password@example.org/",
            "https://user:${PASSWORD}@example.org/",
            "https://{user}:{password}@example.org/",
            "postgres://localhost:5432/app",
            "postgres://postgres:postgres@localhost/app",
            "password = 'your-password-goes-here'",
            "password = getpass.getpass('Password: ')",
            "secret = \"secrets/production/database\"",
            "api_key = os.environ['SERVICE_API_KEY_V2']",
            "tokenizer.pad_token = '[PAD]'",
            "access_token: '<insert your token>'",
            $"sha256 = '{Random(64, Hex)}'",
            $"\"integrity\": \"sha512-{Random(86)}==\"",
            $"commit {Random(40, Hex)}",
            "hf_hub_download(repo_id='bert-base-uncased')",
            "",
        ];

    [Theory]
    [MemberData(nameof(Hits))]
    public void A_secret_is_found_with_its_line_and_is_not_shown(string rule, string text)
    {
        var hits = Scan($"first line\nsecond line\n{text}\nlast line\n");

        hits.Should().Contain(hit => hit.Rule.Id == rule && hit.Line >= 3 && hit.Line <= 4);
        hits.Should().OnlyContain(hit => hit.Masked.Length < 24);
    }

    [Theory]
    [MemberData(nameof(Misses))]
    public void What_only_looks_a_little_like_a_secret_is_left_alone(string text) =>
        Scan($"first line\n{text}\nlast line\n").Should().BeEmpty();

    [Fact]
    public void Every_rule_has_a_hit_among_the_fixtures() =>
        SecretRule.All.Select(rule => rule.Id).Should().BeSubsetOf(Hits().Select(row => row.Data.Item1));

    [Fact]
    public void Utf16_is_read_and_binary_content_is_not()
    {
        var text = $"KEY={GitHubToken}\r\n";

        SecretScanner.Scan([0xff, 0xfe, .. Encoding.Unicode.GetBytes(text)]).Should().ContainSingle();
        SecretScanner.Scan([0, 1, 2, .. Encoding.UTF8.GetBytes(text)]).Should().BeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1 << 20)]
    [InlineData((1 << 20) - 20)]
    [InlineData((1 << 20) - 4096)]
    [InlineData(3 << 20)]
    public void A_secret_is_found_once_wherever_it_lies_in_a_large_file(int before)
    {
        var text = new string('.', before) + "\n" + GitHubToken + "\n" + new string('.', 5000);

        Scan(text).Should().ContainSingle().Which.Line.Should().Be(2);
    }

    [Fact]
    public void A_file_full_of_its_words_takes_time_in_proportion()
    {
        var small = Time(string.Concat(Enumerable.Repeat("secret='password=api_key ", 40_000)));
        var large = Time(string.Concat(Enumerable.Repeat("secret='password=api_key ", 400_000)));

        large.Should().BeLessThan(TimeSpan.FromSeconds(1) + (small * 100));

        static TimeSpan Time(string text)
        {
            var watch = Stopwatch.StartNew();
            Scan(text).Should().BeEmpty();
            return watch.Elapsed;
        }
    }

    [Theory]
    [InlineData(".env", true)]
    [InlineData("a/b/.env.production", true)]
    [InlineData(".env.example", false)]
    [InlineData("kaggle.json", true)]
    [InlineData("x/KAGGLE.JSON", true)]
    [InlineData("id_ed25519", true)]
    [InlineData("id_ed25519.pub", false)]
    [InlineData("tls/server.key", true)]
    [InlineData("server.pem", false)]
    [InlineData("a.p12", true)]
    [InlineData(".ssh/config", true)]
    [InlineData(".aws/credentials", true)]
    [InlineData("environment.py", false)]
    [InlineData("keyboard.py", false)]
    public void Some_files_are_secrets_by_their_name(string path, bool isSecret) =>
        (SecretFileNames.WhatIs(path) is not null).Should().Be(isSecret);

    private static IReadOnlyList<SecretHit> Scan(string text) => SecretScanner.Scan(Encoding.UTF8.GetBytes(text));
}
