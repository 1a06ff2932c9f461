namespace KaggleRunner.Core.Kaggle;

/// <summary>The account's weekly accelerator time; an accelerator that Kaggle tells nothing about is null.</summary>
public sealed record KaggleQuota(AcceleratorQuota? Gpu, AcceleratorQuota? Tpu, DateTimeOffset? RefreshesAt);

/// <summary>Weekly time on one kind of accelerator.</summary>
/// <param name="Total">What the account may use in a week.</param>
/// <param name="Used">What ended sessions used.</param>
/// <param name="Reserved">What running sessions may still use.</param>
public sealed record AcceleratorQuota(TimeSpan Total, TimeSpan Used, TimeSpan Reserved)
{
    public TimeSpan Free => Total - Used - Reserved > TimeSpan.Zero ? Total - Used - Reserved : TimeSpan.Zero;
}
