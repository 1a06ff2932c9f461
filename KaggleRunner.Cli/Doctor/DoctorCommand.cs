using System.CommandLine;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Terminal;

namespace KaggleRunner.CommandLine.Doctor;

/// <summary><c>kaggle-runner doctor</c>: what is wrong, and the mend.</summary>
internal static class DoctorCommand
{
    public static Command Create() =>
        new Command("doctor", "Checks git, the repository, Python and the accounts.").Runs(
            async (session, _, cancellationToken) =>
            {
                var findings = await Examination.MakeAsync(session, cancellationToken);
                foreach (var finding in findings)
                {
                    var mark = finding.IsWell
                        ? session.Screen.Styled("ok     ", Style.Green, onError: false)
                        : session.Screen.Styled("trouble", Style.Red, onError: false);
                    session.Screen.Result($"{mark} {finding.Subject, -10} {TerminalText.Plain(finding.Words)}");
                    if (finding.Mend is { } mend)
                    {
                        session.Screen.Result($"                   {TerminalText.Plain(mend)}");
                    }
                }

                return findings.All(finding => finding.IsWell) ? ExitCode.Passed : ExitCode.Error;
            }
        );
}
