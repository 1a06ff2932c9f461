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

    private readonly StreamWriter _output = Open(Console.OpenStandardOutput());
    private readonly StreamWriter _error = Open(Console.OpenStandardError());
    private readonly bool _outputIsTerminal = !Console.IsOutputRedirected;
    private readonly bool _errorIsTerminal = !Console.IsErrorRedirected;
    private readonly StreamWriter _log;
    private readonly bool _logHasColours;
    private readonly StreamWriter? _passing;
    private string _passingText = "";

    /// <param name="logToError">Keeps stdout for a result that is read by a program.</param>
    public Screen(bool logToError)
    {
        _log = logToError ? _error : _output;
        var logIsTerminal = logToError ? _errorIsTerminal : _outputIsTerminal;
        _logHasColours = logIsTerminal && !NoColor && !IsDumb;
        _passing =
            IsDumb ? null
            : logIsTerminal ? _log
            : _errorIsTerminal ? _error
            : null;
    }

    /// <summary>True when somebody sits in front of it who can be asked.</summary>
    public bool CanAsk { get; } = !Console.IsInputRedirected && !Console.IsErrorRedirected && !IsDumb;

    /// <summary>True when there is a line that passes.</summary>
    public bool HasPassingLine => _passing is not null;

    /// <summary>A line of the run's log.</summary>
    /// <param name="prefix">Says whose line it is, where several logs are told at once.</param>
    public void LogLine(string text, string prefix = "")
    {
        ClearPassing();
        _log.Write(prefix);
        _log.Write(TerminalText.Clean(TerminalText.LastState(text), _logHasColours));
        _log.Write('\n');
    }

    /// <summary>A line of the command's result.</summary>
    public void Result(string text)
    {
        ClearPassing();
        _output.Write(text);
        _output.Write('\n');
    }

    /// <summary>Something to know besides the result.</summary>
    public void Say(string text)
    {
        ClearPassing();
        _output.Flush();
        _error.Write(text);
        _error.Write('\n');
        _error.Flush();
    }

    public void Error(string text) => Say($"{Styled("error:", Style.Red, onError: true)} {Lines(text)}");

    /// <summary>What to do about an error; it may name files and settings, as the error does.</summary>
    public void Remedy(string text) => Say(Lines(text));

    /// <summary>Shows the line that passes; on anything but a terminal nothing happens.</summary>
    public void Pass(string text)
    {
        if (_passing is null || text == _passingText)
        {
            return;
        }

        var fitting = TerminalText.Clean(
            TerminalText.LastState(text).Replace('\t', ' '),
            _logHasColours,
            Math.Max(20, Console.WindowWidth - 1)
        );
        _passing.Write(ClearLine);
        _passing.Write(fitting);
        _passing.Flush();
        _passingText = text;
    }

    public void Flush()
    {
        _output.Flush();
        _error.Flush();
    }

    /// <summary>The text in a colour where there are colours; it must be safe already.</summary>
    public string Styled(string text, Style style, bool onError) =>
        (onError ? _errorIsTerminal : _outputIsTerminal) && !NoColor && !IsDumb
            ? $"\u001b[{(int)style}m{text}{TerminalText.Reset}"
            : text;

    public void Dispose()
    {
        ClearPassing();
        _output.Dispose();
        _error.Dispose();
    }

    private static StreamWriter Open(Stream stream) => new(stream, new UTF8Encoding(false), bufferSize: 1 << 14);

    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(TerminalText.Plain));

    private void ClearPassing()
    {
        if (_passing is not null && _passingText.Length > 0)
        {
            _passing.Write(ClearLine);
            _passing.Flush();
            _passingText = "";
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
