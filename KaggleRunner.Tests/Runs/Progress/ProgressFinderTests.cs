using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs.Progress;

namespace KaggleRunner.Tests.Runs.Progress;

public sealed class ProgressFinderTests
{
    private const string Up = "\u001b[A";

    [Fact]
    public void A_bar_that_is_drawn_over_itself_counts_as_it_is_now() =>
        Find("\r 10%|█ | 1/10 [00:01<00:09, 1it/s]\r 70%|███ | 7/10 [00:07<00:03, 1it/s]")!.Fraction.Should().Be(0.7);

    [Fact]
    public void Of_nested_bars_the_outermost_counts()
    {
        // What tqdm writes for an outer loop with an inner one (leave=False), its cursor movements included.
        var text =
            "\rEpochs:  20%|██        | 2/10 [00:20<01:20, 10.0s/it]"
            + $"\n\rbatch:   0%|          | 0/100 [00:00<?, ?it/s]{Up}"
            + $"\n\rbatch:  50%|█████     | 50/100 [00:05<00:05, 10it/s]{Up}"
            + $"\n\r                                               {Up}"
            + "\rEpochs:  30%|███       | 3/10 [00:30<01:10, 10.0s/it]"
            + $"\n\rbatch:  90%|█████████ | 90/100 [00:09<00:01, 10it/s]{Up}";

        var bar = Find(text)!;

        (bar.Label, bar.Fraction, bar.Remaining).Should().Be(("Epochs", 0.3, TimeSpan.FromSeconds(70)));
    }

    [Fact]
    public void Bars_printed_line_by_line_count_until_the_last_is_full()
    {
        Find(" 10%|█ | 1/10 [00:01<00:09, 1it/s]\n 20%|██ | 2/10 [00:02<00:08, 1it/s]\n")!.Fraction.Should().Be(0.2);
        Find(" 20%|██ | 2/10 [00:02<00:08, 1it/s]\nsaved a checkpoint\n")!.Fraction.Should().Be(0.2);
        Find(" 99%|██ | 99/100 [00:02<00:08]\n100%|███| 100/100 [00:10<00:00]\nplotting\n").Should().BeNull();
    }

    [Fact]
    public void A_second_bar_takes_the_place_of_a_finished_first() =>
        Find("\r100%|███| 10/10 [00:10<00:00]\nnow the next\n\rsecond:  5%|  | 5/100 [00:01<00:19]")!
            .Label.Should()
            .Be("second");

    [Fact]
    public void A_bar_that_went_out_of_sight_is_gone()
    {
        var after = string.Concat(Enumerable.Range(0, ProgressFinder.Lines + 1).Select(i => $"line {i}\n"));

        Find(" 20%|██ | 2/10 [00:02<00:08, 1it/s]\n" + after).Should().BeNull();
    }

    [Fact]
    public void Keras_epochs_make_one_progress_of_all()
    {
        var bar = Find("Epoch 2/4\n\r 1/100 ━━━━━━━━━━ 9s 9ms/step\r 50/100 ━━━━━━━━━━ 5s 9ms/step - loss: 0.2")!;

        (bar.Label, bar.Fraction, bar.Remaining).Should().Be(("epoch 2 of 4", 0.375, null));
    }

    [Fact]
    public void Tests_count_where_no_bar_is_there_and_until_all_have_run()
    {
        Find("tests/test_a.py ....  [ 40%]\ntests/test_b.py ..")!
            .Should()
            .Be(new ProgressBar(0.4, null, "tests", "40%"));
        Find("tests/test_a.py ....  [100%]\n\n==== 4 passed ====\n").Should().BeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u001b[999999999A\u001b[2J\u001b[;;;m\u001b[")]
    [InlineData("\b\b\b\r\r\n\n\u001b[5B")]
    public void A_log_without_a_bar_has_no_progress(string text) => Find(text).Should().BeNull();

    internal static LogSnapshot Log(string text)
    {
        var parts = text.Split('\n');
        var lines = parts[..^1].Select((line, index) => new LogLine(index + 1, 1, line)).ToList();
        return new LogSnapshot(lines.Count, 1, lines, parts[^1]);
    }

    private static ProgressBar? Find(string text) => ProgressFinder.Find(Log(text));
}
