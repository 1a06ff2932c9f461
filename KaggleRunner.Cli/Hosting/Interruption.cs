using System.Runtime.InteropServices;

namespace KaggleRunner.CommandLine.Hosting;

/// <summary>Turns the first Ctrl+C, or a request to end, into a cancelled token; a second one ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly List<PosixSignalRegistration> registrations;

    public Interruption() =>
        registrations = [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Interrupt),
        ];

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        registrations.ForEach(registration => registration.Dispose());
        source.Dispose();
    }

    private void Interrupt(PosixSignalContext context)
    {
        if (!source.IsCancellationRequested)
        {
            context.Cancel = true;
            source.Cancel();
        }
    }
}
