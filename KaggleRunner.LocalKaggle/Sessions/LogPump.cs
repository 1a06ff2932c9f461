using System.Text;

namespace KaggleRunner.LocalKaggle.Sessions;

/// <summary>
/// Carries a process's output to the log as it is read: bytes, not lines, so that <c>\r</c>, colours and indentation
/// survive; the decoder keeps the bytes of a character that is split between two reads.
/// </summary>
internal sealed class LogPump(SessionLog log, TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();

    public async Task PumpAsync(Stream output, string name)
    {
        var decoder = Encoding.UTF8.GetDecoder();
        var bytes = new byte[SessionLog.MaxCharacters];
        var characters = new char[SessionLog.MaxCharacters + 8];
        int read;
        do
        {
            read = await ReadAsync(output, bytes);
            var count = decoder.GetChars(bytes, 0, read, characters, 0, flush: read == 0);
            if (count > 0)
            {
                Add(name, characters.AsSpan(0, count));
            }
        } while (read > 0);
    }

    public void Add(string name, ReadOnlySpan<char> data) =>
        log.Append(name, Math.Round(time.GetElapsedTime(_began).TotalSeconds, 6), data);

    private static async Task<int> ReadAsync(Stream output, byte[] bytes)
    {
        try
        {
            return await output.ReadAsync(bytes);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return 0;
        }
    }
}
