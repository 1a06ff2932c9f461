using KaggleRunner.Core.Common;

namespace KaggleRunner.Tests.Common;

public sealed class RunnerExceptionTests
{
    [Theory]
    [InlineData("It failed.", "Try again.", "It failed. Try again.")]
    [InlineData("git said: no such host", "Try again.", "git said: no such host. Try again.")]
    [InlineData("It failed", null, "It failed")]
    public void What_happened_and_what_to_do_are_sentences_of_their_own(
        string message,
        string? remedy,
        string sentence
    ) => new RunnerException(message, remedy).Sentence.Should().Be(sentence);
}
