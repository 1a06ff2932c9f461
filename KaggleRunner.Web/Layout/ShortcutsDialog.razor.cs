namespace KaggleRunner.Web.Layout;

public sealed partial class ShortcutsDialog
{
    private static readonly (string Keys, string Meaning)[] All =
    [
        ("Ctrl K", "Find runs, targets, plots, pages and actions, from anywhere"),
        ("Ctrl Enter", "Run what is chosen on New run"),
        ("/", "Filter the list or search the log"),
        ("j k", "Next and previous run of the list"),
        ("x", "Select the run"),
        ("s", "Star the run"),
        ("o", "Plots of the run; Enter shows one alone, ← and → the next"),
        ("g", "Top of the log"),
        ("G", "End of the log, and follow it"),
        ("n p", "Next and previous hit in the log; without a search the next and previous failure"),
        ("f F", "Next and previous failure in the log"),
        ("e", "Fold all sections of the log, or unfold them"),
        ("s", "Let the log stand still, or go on"),
        ("t w", "Times of the log's lines; wrap long lines"),
        ("y", "Copy a link to the chosen lines"),
        ("z", "Fill the window with the log"),
        ("↑ ↓ ← →", "In the log: from row to row, fold and unfold"),
        ("Esc", "Close what is open, leave the search"),
        ("?", "This list"),
    ];
}
