namespace KaggleRunner.LocalKaggle.Faults.Streams;

/// <summary>Makes other events of those that are about to be sent.</summary>
internal interface IEventEdit
{
    IEnumerable<StreamEvent> Apply(IReadOnlyList<StreamEvent> events);
}
