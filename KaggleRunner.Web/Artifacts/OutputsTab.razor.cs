using System.Collections.Immutable;
using KaggleRunner.Core.Results;
using KaggleRunner.Core.Results.Previews;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Formatting;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Artifacts;

/// <summary>The files that a run left: a tree beside the one shown, or all images; what is shown stands in the address.</summary>
public sealed partial class OutputsTab
{
    /// <summary>The view of the gallery that begins with one image alone.</summary>
    private const string Alone = "plot";

    private readonly ArtifactTree _tree = new();
    private readonly ArtifactSelection _selection = new();
    private ImmutableList<ArtifactLine> _lines = [];
    private IReadOnlyList<Artifact> _images = [];
    private AnnouncedOutputs? _announced;
    private string _find = "";
    private IReadOnlyList<string> _names = [];
    private (IReadOnlyList<Artifact> Artifacts, string Find, ArtifactOrder Order)? _drawn;
    private string? _revealed;
    private int _arrivals;

    [Parameter, EditorRequired]
    public required Run Run { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Artifact> Artifacts { get; set; }

    /// <summary>True when outputs were listed that are not here.</summary>
    [Parameter]
    public bool HasMissing { get; set; }

    /// <summary>The path of the artifact shown; null: the first plot, else the first file.</summary>
    [Parameter]
    public string? Current { get; set; }

    [Parameter]
    public string? NamedView { get; set; }

    [Parameter]
    public string? NamedFind { get; set; }

    [Parameter]
    public string? NamedOrder { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private bool IsRunning => !Run.HasEnded;
    private bool HasImages => Artifacts.Any(IsImage);
    private bool IsGallery => NamedView is ("gallery" or Alone) && HasImages;
    private ArtifactOrder Order =>
        Enum.TryParse<ArtifactOrder>(NamedOrder, ignoreCase: true, out var order) ? order : default;

    private string Total =>
        _tree.Count == Artifacts.Count
            ? $"{HumanText.Count(_tree.Count, "file")}, {HumanText.Size(_tree.Bytes)}"
            : $"{_tree.Count} of {HumanText.Count(Artifacts.Count, "file")}";

    // What is looked at stays when other files come, named in the address or not.
    private Artifact? Selected =>
        InTree(Current)
        ?? InTree(_revealed)
        ?? (_images.Count > 0 ? _images[0] : null)
        ?? (_tree.Files.Count > 0 ? _tree.Files[0] : null);

    protected override void OnInitialized() => _find = NamedFind ?? "";

    protected override void OnParametersSet()
    {
        if (IsRunning)
        {
            _announced ??= new AnnouncedOutputs(Run.Folder);
            _announced.Read();
        }

        var wanted = (Artifacts, _find.Trim(), Order);
        if (
            _drawn is not { } drawn
            || !ReferenceEquals(drawn.Artifacts, Artifacts)
            || drawn.Find != wanted.Item2
            || drawn.Order != Order
        )
        {
            _arrivals += _drawn is { } old && !ReferenceEquals(old.Artifacts, Artifacts) ? 1 : 0;
            _drawn = wanted;
            _tree.Fill(Artifacts, wanted.Item2, Order);
            _images = [.. _tree.Files.Where(IsImage)];
            _selection.Keep(Artifacts.Select(artifact => artifact.Path));
            NameZip();
            Lay();
        }

        if (Selected is { } selected && selected.Path != _revealed)
        {
            _revealed = selected.Path;
            _tree.Reveal(selected.Path);
            Lay();
        }
    }

    private Artifact? InTree(string? path) =>
        path is null ? null : _tree.Files.FirstOrDefault(artifact => artifact.Path == path);

    private static bool IsImage(Artifact artifact) => PreviewKinds.Of(artifact.Path) == PreviewKind.Image;

    private bool IsTicked(ArtifactLine line) =>
        line.File is null ? _selection.HasAll(line.Path, _tree.Files) : _selection.Has(line.Path);

    private string Link(string path) => ArtifactLinks.Plain(Run.Id, path);

    private string AddressOf(string path) => Address("output", path);

    private string Address(string name, string? value) =>
        Navigation.GetUriWithQueryParameters(
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["tab"] = "outputs", [name] = value }
        );

    private void Lay() => _lines = _tree.Lines(_find.Trim().Length > 0);

    private void GoTo(string path, bool replace) => Navigation.NavigateTo(AddressOf(path), replace: replace);

    private void Open((ArtifactLine Line, bool IsOpen) change)
    {
        _tree.Open(change.Line.Path, change.IsOpen);
        Lay();
    }

    private void Tick((ArtifactLine Line, bool IsRange) change)
    {
        _selection.Toggle(change.Line, _lines, _tree.Files, change.IsRange);
        NameZip();
    }

    private void ClearSelection()
    {
        _selection.Clear();
        NameZip();
    }

    private void NameZip() => _names = _selection.Names(Artifacts);

    private void Find(string? text)
    {
        _find = text ?? "";
        Navigation.NavigateTo(Address("find", _find.Trim() is { Length: > 0 } sought ? sought : null), replace: true);
    }

    private void ClearFind()
    {
        _find = "";
        Navigation.NavigateTo(Address("find", null), replace: true);
    }

    private void Sort(ChangeEventArgs e) =>
        Navigation.NavigateTo(
            Address("sort", e.Value?.ToString()?.ToLowerInvariant() is { } order and not "name" ? order : null),
            replace: true
        );

    private void LeaveAlone()
    {
        if (NamedView is Alone)
        {
            Navigation.NavigateTo(Address("view", "gallery"), replace: true);
        }
    }

    private void ShowAs(string? view) => Navigation.NavigateTo(Address("view", view));
}
