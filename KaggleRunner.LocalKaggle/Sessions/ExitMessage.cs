using System.Globalization;

namespace KaggleRunner.LocalKaggle.Sessions;

/// <summary>What an exit code other than 0 means.</summary>
internal static class ExitMessage
{
    // As run_cells.py has them.
    private const int CannotRunNotebooks = 70;
    private const int NotANotebook = 71;

    public static string Of(bool isNotebook, int? exitCode) =>
        (isNotebook, exitCode) switch
        {
            (true, 1) => "A cell of the notebook failed.",
            (true, CannotRunNotebooks) =>
                "The Python that runs kernels has no nbconvert and ipykernel, which notebooks need; install them.",
            (true, NotANotebook) => "The source is not a Python notebook that can be read; the log says why.",
            _ => string.Create(CultureInfo.InvariantCulture, $"The script ended with exit code {exitCode}."),
        };
}
