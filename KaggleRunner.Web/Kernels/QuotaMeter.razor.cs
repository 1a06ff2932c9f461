using System.Globalization;
using KaggleRunner.Core.Kaggle;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Kernels;

/// <summary>The week's time on one kind of accelerator: used, reserved by running sessions, left.</summary>
public sealed partial class QuotaMeter
{
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required AcceleratorQuota Quota { get; set; }

    private double Used => QuotaWords.Percent(Quota.Used, Quota.Total);
    private double Reserved => Math.Min(QuotaWords.Percent(Quota.Reserved, Quota.Total), 100 - Used);
    private double Left => QuotaWords.Percent(Quota.Free, Quota.Total);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
