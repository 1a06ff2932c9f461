namespace KaggleRunner.Core.Runs.Failures;

/// <summary>Why a run did not pass, for people.</summary>
/// <param name="Step">Where it ended, in words, for example <c>while installing packages</c>; null when nothing tells.</param>
/// <param name="Error">The first error of the target; null when the log holds none.</param>
/// <param name="Cause">The known cause, with what to do; null when it is none that is known here.</param>
public sealed record FailureExplanation(string? Step, FirstError? Error, FailureCause? Cause);

/// <summary>What to read first.</summary>
/// <param name="Text">An exception's line, or a failing test's message in one line.</param>
/// <param name="Line">The number of the log's line where it stands; null when it is not found there.</param>
/// <param name="Test">The test that failed; null for scripts.</param>
public sealed record FirstError(string Text, int? Line, string? Test);

/// <summary>A cause that is known to happen.</summary>
/// <param name="Key">Its name for programs, for example <c>module-missing</c>.</param>
/// <param name="Title">What is the matter, in a sentence.</param>
/// <param name="Advice">What to do about it.</param>
/// <param name="Line">The line of the log that shows it; null when something else does.</param>
public sealed record FailureCause(string Key, string Title, string Advice, int? Line);
