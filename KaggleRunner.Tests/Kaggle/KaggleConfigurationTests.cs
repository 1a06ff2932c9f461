using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace KaggleRunner.Tests.Kaggle;

public sealed class KaggleConfigurationTests
{
    [Fact]
    public void Values_of_the_section_take_the_place_of_the_defaults()
    {
        var options = Read(("Kaggle:Retries", "5"), ("Kaggle:RetryDelay", "00:00:02"), ("Dashboard:Urls", "x"));

        (options.Retries, options.RetryDelay).Should().Be((5, TimeSpan.FromSeconds(2)));
        options.ApiBase.Should().Be(new KaggleOptions().ApiBase);
    }

    [Theory]
    [InlineData("ApiBase", "https://kaggle.com.example.org/v1", "*ApiBase must be an address of kaggle.com*")]
    [InlineData("ApiBase", "http://api.kaggle.com/v1", "*ApiBase must be an https address*")]
    [InlineData("Site", "https://notkaggle.com", "*Site must be an address of kaggle.com*")]
    [InlineData("Retries", "0", "*Retries must be between*")]
    [InlineData("RequestsPerSecond", "NaN", "*RequestsPerSecond must be between*")]
    [InlineData("RetryDelay", "soon", "*soon*")]
    [InlineData("Retry", "1", "*Retry*")]
    public void What_cannot_be_used_is_refused_at_the_start(string key, string value, string message)
    {
        var act = () => Read(($"Kaggle:{key}", value));

        act.Should().Throw<RunnerException>().WithMessage(message).Which.Remedy.Should().NotBeNull();
    }

    [Fact]
    public void The_sample_of_the_settings_holds_every_one_with_its_default()
    {
        var sample = JsonNode.Parse(
            File.ReadAllText(Path.Combine(Programs.Root, "appsettings.sample.json")),
            documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip }
        );
        var written = sample!["Kaggle"]!.AsObject().Select(pair => ($"Kaggle:{pair.Key}", pair.Value!.ToString()));

        Read([.. written]).Should().BeEquivalentTo(new KaggleOptions());
        sample["Kaggle"]!
            .AsObject()
            .Select(pair => pair.Key)
            .Should()
            .BeEquivalentTo(
                typeof(KaggleOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name)
            );
    }

    private static KaggleOptions Read(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)))
            .Build();
        using var services = new ServiceCollection().ConfigureKaggle(configuration).AddOptions().BuildServiceProvider();
        return services.GetRequiredService<IOptions<KaggleOptions>>().Value;
    }
}
