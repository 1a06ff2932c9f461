namespace KaggleRunner.Web.Charts;

/// <summary>What the user should know of a run that has not failed: a GPU that idles, a long silence.</summary>
public sealed partial class RunNotices;
