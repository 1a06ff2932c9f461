using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Core.Diagnosis;

/// <summary>The user's own account on Kaggle: what was found and where; whether it works only when the user wants to know.</summary>
internal sealed class AccountExamination(KaggleAccounts accounts) : IExamination
{
    private const string Subject = "kaggle";

    public async Task<IReadOnlyList<Finding>> ExamineAsync(ExaminationScope scope, CancellationToken cancellationToken)
    {
        var found = accounts.Describe(KaggleAccountKind.Kaggle);
        if (!found.IsUsable)
        {
            // Runs on the local Kaggle need none.
            return
            [
                new Finding(
                    Subject,
                    scope.AskKaggle ? FindingKind.Problem : FindingKind.Warning,
                    $"Runs can go to the local Kaggle only. {found.Message}",
                    found.Remedy
                ),
            ];
        }

        if (!scope.AskKaggle)
        {
            var who = found.Owner is { } owner ? $" They are {owner}'s." : "";
            return
            [
                new Finding(
                    Subject,
                    found.Remedy is null ? FindingKind.Ok : FindingKind.Warning,
                    $"{found.Message}{who} Used only when you choose Kaggle; not tried.",
                    found.Remedy
                ),
            ];
        }

        return [await TryAsync(found, cancellationToken).ConfigureAwait(false)];
    }

    private async Task<Finding> TryAsync(KaggleAccountDescription found, CancellationToken cancellationToken)
    {
        try
        {
            var account = await accounts
                .ConnectAsync(KaggleAccountKind.Kaggle, cancellationToken)
                .ConfigureAwait(false);
            var quota = await accounts.Open(account).GetQuotaAsync(cancellationToken).ConfigureAwait(false);
            return new Finding(
                Subject,
                found.Remedy is null ? FindingKind.Ok : FindingKind.Warning,
                $"Kaggle takes them as {account.Owner}. {found.Message}{Left(quota)}",
                found.Remedy
            );
        }
        catch (RunnerException e)
        {
            return new Finding(Subject, FindingKind.Problem, e.Message, e.Remedy);
        }
    }

    private static string Left(KaggleQuota quota) =>
        quota.Gpu is { } gpu
            ? string.Create(CultureInfo.InvariantCulture, $" {gpu.Free.TotalHours:0.0} GPU hours are left this week.")
            : "";
}
