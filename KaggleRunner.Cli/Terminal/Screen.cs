using System.Text;

namespace KaggleRunner.CommandLine.Terminal;

/// <summary>
/// Where a command writes: results and the log to stdout, all that is said besides to stderr. On a terminal the last
/// line may be a passing one (a progress bar, what is being waited for); anywhere else there is plain text only.
/// </summary>
internal sealed class Screen : IDisposable
{
    private const string ClearLine = "\r\u001b[2K";
    private static readonly bool IsDumb = Environment.GetEnvironmentVariable("TERM") is "dumb";
    private static readonly bool NoColor = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    private readonly StreamWriter output = Open(Console.OpenStandardOutput());
    private readonly StreamWriter error = Open(Console.OpenStandardError());
    private readonly bool outputIsTerminal = !Console.IsOutputRedirected;
    private readonly bool errorIsTerminal = !Console.IsErrorRedirected;
    private readonly StreamWriter log;
    private readonly bool logHasColours;
    private readonly StreamWriter? passing;
    private string passingText = "";

    /// <param name="logToError">Keeps stdout for a result that is read by a program.</param>
    public Screen(bool logToError)
    {
        log = logToError ? error : output;
        var logIsTerminal = logToError ? errorIsTerminal : outputIsTerminal;
        logHasColours = logIsTerminal && !NoColor && !IsDumb;
        passing =
            IsDumb ? null
            : logIsTerminal ? log
            : errorIsTerminal ? error
            : null;
    }

    /// <summary>True when somebody sits in front of it who can be asked.</summary>
    public bool CanAsk { get; } = !Console.IsInputRedirected && !Console.IsErrorRedirected && !IsDumb;

    /// <summary>A line of the run's log.</summary>
    public void LogLine(string text)
    {
        ClearPassing();
        log.Write(TerminalText.Clean(TerminalText.LastState(text), logHasColours));
        log.Write('\n');
    }

    /// <summary>A line of the command's result.</summary>
    public void Result(string text)
    {
        ClearPassing();
        output.Write(text);
        output.Write('\n');
    }

    /// <summary>Something to know besides the result.</summary>
    public void Say(string text)
    {
        ClearPassing();
        output.Flush();
        error.Write(text);
        error.Write('\n');
        error.Flush();
    }

    public void Error(string text) => Say($"{Styled("error:", Style.Red, onError: true)} {Lines(text)}");

    /// <summary>What to do about an error; it may name files and settings, as the error does.</summary>
    public void Remedy(string text) => Say(Lines(text));

    /// <summary>Shows the line that passes; on anything but a terminal nothing happens.</summary>
    public void Pass(string text)
    {
        if (passing is null || text == passingText)
        {
            return;
        }

        var fitting = TerminalText.Clean(
            TerminalText.LastState(text).Replace('\t', ' '),
            logHasColours,
            Math.Max(20, Console.WindowWidth - 1)
        );
        passing.Write(ClearLine);
        passing.Write(fitting);
        passing.Flush();
        passingText = text;
    }

    public void Flush()
    {
        output.Flush();
        error.Flush();
    }

    /// <summary>The text in a colour where there are colours; it must be safe already.</summary>
    public string Styled(string text, Style style, bool onError) =>
        (onError ? errorIsTerminal : outputIsTerminal) && !NoColor && !IsDumb
            ? $"\u001b[{(int)style}m{text}{TerminalText.Reset}"
            : text;

    public void Dispose()
    {
        ClearPassing();
        output.Dispose();
        error.Dispose();
    }

    private static StreamWriter Open(Stream stream) => new(stream, new UTF8Encoding(false), bufferSize: 1 << 14);

    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(TerminalText.Plain));

    private void ClearPassing()
    {
        if (passing is not null && passingText.Length > 0)
        {
            passing.Write(ClearLine);
            passing.Flush();
            passingText = "";
        }
    }
}

/// <summary>SGR codes.</summary>
internal enum Style
{
    Bold = 1,
    Dim = 2,
    Red = 31,
    Green = 32,
    Yellow = 33,
    Cyan = 36,
}
