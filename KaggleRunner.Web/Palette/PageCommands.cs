namespace KaggleRunner.Web.Palette;

/// <summary>What can be done on the page that this tab shows.</summary>
public sealed class PageCommands
{
    private readonly List<PageCommand> _commands = [];

    public IEnumerable<PaletteItem> Items =>
        _commands.Select(command => new PaletteItem(command.Name, command.Icon)
        {
            Address = command.Address,
            Way = command.Way,
            IsEverywhere = command.IsEverywhere,
            Act = command.OnChosen.HasDelegate ? () => command.OnChosen.InvokeAsync() : null,
        });

    internal void Add(PageCommand command) => _commands.Add(command);

    internal void Remove(PageCommand command) => _commands.Remove(command);
}
