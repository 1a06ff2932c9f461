using MudBlazor;

namespace KaggleRunner.Web.Layout;

/// <summary>
/// Type, radius and shadows for MudBlazor's components. Colours are set in <c>css/mudblazor.css</c> instead, from the
/// same tokens as all else, so that a change of theme needs no answer from the server and nothing flashes.
/// </summary>
internal static class DashboardTheme
{
    private static readonly string[] Sans = ["Inter Variable", "Inter", "system-ui", "sans-serif"];

    public static MudTheme Value { get; } =
        new()
        {
            LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", AppbarHeight = "48px" },
            Shadows = new Shadow
            {
                Elevation = [.. Enumerable.Repeat("none", 8), .. Enumerable.Repeat("var(--kr-shadow)", 18)],
            },
            Typography = new Typography
            {
                Default = new DefaultTypography
                {
                    FontFamily = Sans,
                    FontSize = "14px",
                    LineHeight = "1.45",
                    LetterSpacing = "normal",
                },
                H1 = new H1Typography
                {
                    FontFamily = Sans,
                    FontSize = "20px",
                    FontWeight = "650",
                    LineHeight = "1.3",
                    LetterSpacing = "-0.01em",
                },
                H2 = new H2Typography
                {
                    FontFamily = Sans,
                    FontSize = "16px",
                    FontWeight = "600",
                    LineHeight = "1.4",
                    LetterSpacing = "normal",
                },
                H3 = new H3Typography
                {
                    FontFamily = Sans,
                    FontSize = "14px",
                    FontWeight = "600",
                    LineHeight = "1.45",
                    LetterSpacing = "normal",
                },
                H4 = new H4Typography
                {
                    FontFamily = Sans,
                    FontSize = "14px",
                    FontWeight = "600",
                    LineHeight = "1.45",
                    LetterSpacing = "normal",
                },
                H5 = new H5Typography
                {
                    FontFamily = Sans,
                    FontSize = "14px",
                    FontWeight = "600",
                    LineHeight = "1.45",
                    LetterSpacing = "normal",
                },
                H6 = new H6Typography
                {
                    FontFamily = Sans,
                    FontSize = "15px",
                    FontWeight = "600",
                    LineHeight = "1.45",
                    LetterSpacing = "normal",
                },
                Body1 = new Body1Typography
                {
                    FontFamily = Sans,
                    FontSize = "14px",
                    LineHeight = "1.45",
                    LetterSpacing = "normal",
                },
                Body2 = new Body2Typography
                {
                    FontFamily = Sans,
                    FontSize = "14px",
                    LineHeight = "1.45",
                    LetterSpacing = "normal",
                },
                Subtitle1 = new Subtitle1Typography
                {
                    FontFamily = Sans,
                    FontSize = "14px",
                    LineHeight = "1.45",
                    LetterSpacing = "normal",
                },
                Subtitle2 = new Subtitle2Typography
                {
                    FontFamily = Sans,
                    FontSize = "14px",
                    FontWeight = "600",
                    LineHeight = "1.45",
                    LetterSpacing = "normal",
                },
                Button = new ButtonTypography
                {
                    FontFamily = Sans,
                    FontSize = "13px",
                    FontWeight = "550",
                    LineHeight = "1.4",
                    LetterSpacing = "normal",
                    TextTransform = "none",
                },
                Caption = new CaptionTypography
                {
                    FontFamily = Sans,
                    FontSize = "12px",
                    LineHeight = "1.4",
                    LetterSpacing = "normal",
                },
                Overline = new OverlineTypography
                {
                    FontFamily = Sans,
                    FontSize = "12px",
                    LineHeight = "1.4",
                    LetterSpacing = "normal",
                    TextTransform = "none",
                },
            },
        };
}
