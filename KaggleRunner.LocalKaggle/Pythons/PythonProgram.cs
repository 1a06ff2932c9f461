namespace KaggleRunner.LocalKaggle.Pythons;

/// <summary>An interpreter that runs.</summary>
/// <param name="Path">The interpreter itself, not a launcher that chooses among several.</param>
/// <param name="Prefix">The folder it lives in; a virtual environment's own.</param>
/// <param name="BasePrefix">The folder of the installation it is made from.</param>
/// <param name="HasPytest">Whether it imports pytest.</param>
internal sealed record PythonProgram(string Path, string Prefix, string BasePrefix, bool HasPytest);
