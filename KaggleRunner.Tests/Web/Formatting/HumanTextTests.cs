using KaggleRunner.Web.Formatting;
using Microsoft.Extensions.Time.Testing;

namespace KaggleRunner.Tests.Web.Formatting;

public sealed class HumanTextTests
{
    [Theory]
    [InlineData(0.04, "0.0s")]
    [InlineData(0.44, "0.4s")]
    [InlineData(9.96, "9s")]
    [InlineData(59.9, "59s")]
    [InlineData(83, "1m 23s")]
    [InlineData(7500, "2h 5m")]
    [InlineData(273_600, "3d 4h")]
    [InlineData(-5, "0.0s")]
    public void A_duration_names_its_two_largest_units(double seconds, string text) =>
        HumanText.Duration(TimeSpan.FromSeconds(seconds)).Should().Be(text);

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(3_140_000, "3.1 MB")]
    [InlineData(200_000_000, "200 MB")]
    public void A_size_has_at_most_three_digits(long bytes, string text) => HumanText.Size(bytes).Should().Be(text);

    [Theory]
    [InlineData("02:00:00", "2h")]
    [InlineData("01:30:00", "1h 30m")]
    [InlineData("00:00:45", "45s")]
    public void A_limit_leaves_out_what_is_nought(string limit, string text) =>
        HumanText.Limit(TimeSpan.Parse(limit, System.Globalization.CultureInfo.InvariantCulture)).Should().Be(text);

    [Theory]
    [InlineData(10, "just now")]
    [InlineData(200, "3 min ago")]
    [InlineData(3 * 3600, "3 h ago")]
    [InlineData(26 * 3600, "yesterday")]
    [InlineData(3 * 86400, "3 days ago")]
    [InlineData(30 * 86400, "9 Apr")]
    [InlineData(400 * 86400, "4 Apr 2025")]
    public void A_time_is_told_as_people_tell_it(int secondsAgo, string text)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 5, 9, 12, 0, 0, TimeSpan.Zero));

        HumanText.Relative(clock.GetUtcNow().AddSeconds(-secondsAgo), clock).Should().Be(text);
    }
}
