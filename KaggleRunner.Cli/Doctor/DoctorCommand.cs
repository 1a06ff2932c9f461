using System.CommandLine;
using KaggleRunner.CommandLine.Hosting;
using KaggleRunner.CommandLine.Terminal;
using KaggleRunner.Core.Diagnosis;

namespace KaggleRunner.CommandLine.Doctor;

/// <summary><c>kaggle-runner doctor</c>: what is wrong, and the mend.</summary>
internal static class DoctorCommand
{
    private const int MarkWidth = 8;
    private const int SubjectWidth = 11;

    private static readonly Option<bool> Kaggle = new("--kaggle")
    {
        Description = "Also ask Kaggle whether the credentials work; else they are only looked for.",
    };

    public static Command Create() =>
        new Command("doctor", "Checks git, the repository, its remote, Python, the local Kaggle and the accounts.")
        {
            Kaggle,
        }.Runs(
            async (session, parsed, cancellationToken) =>
            {
                var folder = parsed.GetValue(SharedOptions.Project) ?? Environment.CurrentDirectory;
                var findings = await session
                    .Get<Examiner>()
                    .ExamineAsync(new ExaminationScope(folder, parsed.GetValue(Kaggle)), cancellationToken);
                foreach (var finding in findings)
                {
                    Show(session.Screen, finding);
                }

                return findings.Any(finding => finding.Kind == FindingKind.Problem) ? ExitCode.Error : ExitCode.Passed;
            }
        );

    private static void Show(Screen screen, Finding finding)
    {
        var (word, style) = finding.Kind switch
        {
            FindingKind.Ok => ("ok", Style.Green),
            FindingKind.Warning => ("warning", Style.Yellow),
            _ => ("problem", Style.Red),
        };
        var mark = screen.Styled(word.PadRight(MarkWidth), style, onError: false);
        screen.Result($"{mark}{finding.Subject.PadRight(SubjectWidth)}{TerminalText.Plain(finding.Words)}");
        if (finding.Mend is { } mend)
        {
            screen.Result($"{new string(' ', MarkWidth + SubjectWidth)}{TerminalText.Plain(mend)}");
        }
    }
}
