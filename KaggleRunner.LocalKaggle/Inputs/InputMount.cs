namespace KaggleRunner.LocalKaggle.Inputs;

/// <summary>A folder of data, and where below <c>/kaggle/input</c> it is to be seen.</summary>
internal sealed record InputMount(string Source, string Place);
