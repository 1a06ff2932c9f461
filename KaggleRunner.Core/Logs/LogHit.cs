namespace KaggleRunner.Core.Logs;

/// <summary>One hit of a search, and those around it.</summary>
/// <param name="Line">The number of its line.</param>
/// <param name="Place">Its number among all hits, from 1.</param>
/// <param name="FirstPlace">The place of the first of <paramref name="Around"/>.</param>
/// <param name="Around">The lines of hits that follow one another, this one among them; not more than a few hundred.</param>
public sealed record LogHit(int Line, int Place, int FirstPlace, IReadOnlyList<int> Around);
