namespace KaggleRunner.Web.Editor;

/// <summary>Something wrong at a place in the text; line and column count from 1.</summary>
public sealed record EditorProblem(int Line, int Column, string Message);
