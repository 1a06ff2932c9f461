using KaggleRunner.Core.Diagnosis;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Web.Layout;
using KaggleRunner.Web.Projects;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Settings;

/// <summary>Tries git, the remote, Python, the local Kaggle and, only when its own button says so, the Kaggle account.</summary>
public sealed partial class Checkup : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<Finding> _findings = [];
    private bool _isBusy;

    [Inject]
    private Examiner Examiner { get; set; } = default!;

    [Inject]
    private KaggleAccounts Accounts { get; set; } = default!;

    [Inject]
    private CurrentProject Current { get; set; } = default!;

    private bool CanAskKaggle { get; set; }

    private string Status =>
        _isBusy ? "Checking…"
        : _findings.Count == 0 ? "Looks at git, the remote, Python, the local Kaggle and your credentials."
        : Summary(
            _findings.Count(f => f.Kind == FindingKind.Problem),
            _findings.Count(f => f.Kind == FindingKind.Warning)
        );

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnInitialized() => CanAskKaggle = Accounts.Describe(KaggleAccountKind.Kaggle).IsUsable;

    private async Task CheckAsync(bool askKaggle)
    {
        _isBusy = true;
        try
        {
            var project = await Current.FindAsync(key: null, _gone.Token);
            _findings = await Examiner.ExamineAsync(new ExaminationScope(project?.Root, askKaggle), _gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page was left.
        }
        finally
        {
            _isBusy = false;
        }
    }

    private static string Summary(int problems, int warnings) =>
        (problems, warnings) switch
        {
            (0, 0) => "All is well.",
            (0, 1) => "Works, with one warning.",
            (0, _) => $"Works, with {warnings} warnings.",
            (1, _) => "One problem.",
            _ => $"{problems} problems.",
        };

    private static string Word(FindingKind kind) =>
        kind switch
        {
            FindingKind.Ok => "ok",
            FindingKind.Warning => "warning",
            _ => "problem",
        };

    private static string Icon(FindingKind kind) =>
        kind switch
        {
            FindingKind.Ok => Glyphs.Passed,
            FindingKind.Warning => Glyphs.Error,
            _ => Glyphs.Failed,
        };

    private static string Colour(FindingKind kind) =>
        kind switch
        {
            FindingKind.Ok => "passed",
            FindingKind.Warning => "timed-out",
            _ => "failed",
        };
}
