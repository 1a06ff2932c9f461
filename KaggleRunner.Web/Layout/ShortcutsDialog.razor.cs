namespace KaggleRunner.Web.Layout;

public sealed partial class ShortcutsDialog
{
    private static readonly (string Keys, string Meaning)[] All =
    [
        ("Ctrl Enter", "Run what is chosen on New run"),
        ("/", "Filter the list or search the log"),
        ("g", "Top of the log"),
        ("G", "End of the log, and follow it"),
        ("n", "Next hit in the log"),
        ("N", "Previous hit in the log"),
        ("Esc", "Close what is open, leave the search"),
        ("?", "This list"),
    ];
}
