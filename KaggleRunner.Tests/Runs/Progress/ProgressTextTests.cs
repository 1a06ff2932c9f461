using KaggleRunner.Core.Runs.Progress;

namespace KaggleRunner.Tests.Runs.Progress;

/// <summary>Bars as the programs print them, and lines that only look like one.</summary>
public sealed class ProgressTextTests
{
    [Theory]
    [InlineData(" 71%|███████   | 710/1000 [02:31<01:02,  4.70it/s]", 0.71, 62, "", "710/1000")]
    [InlineData("fit: 100%|██████████| 10/10 [00:01<00:00,  9.8it/s, loss=0.1]", 1, 0, "fit", "10/10")]
    [InlineData("  0%|          | 0/782 [00:00<?, ?it/s]", 0, null, "", "0/782")]
    [InlineData(
        "Epoch 3/10:  45%|####5     | 450/1000 [1:02:03<1:15:00, 7.1s/it]",
        0.45,
        4500,
        "Epoch 3/10",
        "450/1000"
    )]
    [InlineData(
        "model.safetensors:  24%|██▍       | 105M/440M [00:03<00:11, 29.1MB/s]",
        0.2386,
        11,
        "model.safetensors",
        "105M/440M"
    )]
    [InlineData("Map: 12%|█▏ | 1.20k/10.0k [00:01<00:09, 950 examples/s]", 0.12, 9, "Map", "1.20k/10.0k")]
    [InlineData("71%|███████   |", 0.71, null, "", "71%")]
    [InlineData(
        "\u001b[1m 710/1000\u001b[0m \u001b[32m━━━━━━━━━━━━━━\u001b[0m\u001b[37m━━━━━━\u001b[0m \u001b[1m1:02\u001b[0m 215ms/step - loss: 0.3",
        0.71,
        62,
        "",
        "710/1000"
    )]
    [InlineData(" 710/1000 ━━━━━━━━━━━━━━━━━━━━ 12s 215ms/step - accuracy: 0.91", 0.71, 12, "", "710/1000")]
    [InlineData(" 710/1000 [===================>..........] - ETA: 1:02 - loss: 0.31", 0.71, 62, "", "710/1000")]
    [InlineData("1000/1000 [==============================] - 12s 12ms/step - loss: 0.2", 1, null, "", "1000/1000")]
    [InlineData("Working... ━━━━━━━━━━━━━━╸━━━━━━  71% 0:01:02", 0.71, 62, "Working...", "71%")]
    [InlineData("   ━━━━━━━━━━━━━━━━━━━━╺━━━ 71.0/100.0 MB 4.7 MB/s eta 0:00:07", 0.71, 7, "", "71.0/100.0")]
    [InlineData("\u001b[36m███████████░░░░░░░░\u001b[0m  36/60  loss 0.2912", 0.6, null, "", "36/60")]
    [InlineData("Downloading [#######   ] 71%", 0.71, null, "Downloading", "71%")]
    [InlineData("71% [=======>    ] done", 0.71, null, "", "71%")]
    [InlineData(
        "Receiving objects:  71% (710/1000), 3.20 MiB | 1.10 MiB/s",
        0.71,
        null,
        "Receiving objects",
        "710/1000"
    )]
    public void A_bar_is_read(string line, double fraction, int? seconds, string label, string amount)
    {
        var bar = ProgressText.Read(line);

        bar.Should().NotBeNull();
        bar!.Fraction.Should().BeApproximately(fraction, 0.001);
        bar.Remaining.Should().Be(seconds is { } known ? TimeSpan.FromSeconds(known) : null);
        (bar.Label, bar.Amount).Should().Be((label, amount));
    }

    [Theory]
    [InlineData("accuracy 71% | loss 0.3")]
    [InlineData("epoch 3/10 loss 0.41")]
    [InlineData("710it [02:31, 4.70it/s]")]
    [InlineData("TOTAL                 120     10    92%")]
    [InlineData("https://example.com/a/b?x=71%20")]
    [InlineData("| model | 71% | 0.3 |")]
    [InlineData("171%|███████████| 1710/1000 [02:31<00:00]")]
    [InlineData("2026/11/24 [info] 5/6 shards")]
    [InlineData("710/Unknown ━━━━━━━ 12s 215ms/step")]
    [InlineData("tests/test_x.py::test_a[50%] PASSED")]
    [InlineData("======== 3 passed in 0.1s ========")]
    [InlineData("")]
    public void What_is_no_bar_is_not_taken_for_one(string line) => ProgressText.Read(line).Should().BeNull();

    [Theory]
    [InlineData("tests/test_model.py ...........F.....                     [ 71%]", 0.71)]
    [InlineData("tests/test_x.py::test_a \u001b[32mPASSED\u001b[0m\u001b[32m         [  5%]\u001b[0m", 0.05)]
    public void The_share_of_tests_is_progress_too(string line, double fraction) =>
        ProgressText.ReadPytest(line)!.Fraction.Should().Be(fraction);

    [Fact]
    public void Long_and_crafted_lines_cost_little()
    {
        foreach (var piece in new[] { "1%|", "[====", "9/9 ", "━━━━━ ", "████ ", "0:00:", "1/1 [" })
        {
            var line = string.Concat(Enumerable.Repeat(piece, 20_000));
            var act = () => ProgressText.Read(line);
            act.Should().NotThrow();
        }
    }
}
