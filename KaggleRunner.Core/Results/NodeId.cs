namespace KaggleRunner.Core.Results;

/// <summary>Finds the pytest node id behind the names in a JUnit report.</summary>
internal static class NodeId
{
    /// <param name="file">The file, which only some reports tell.</param>
    /// <param name="className">Module and classes joined by dots, for example <c>tests.test_a.TestX</c>.</param>
    /// <param name="name">The test's own name with its parameters.</param>
    public static string From(string? file, string? className, string name)
    {
        if (string.IsNullOrEmpty(className))
        {
            return string.IsNullOrEmpty(file) ? name : $"{file}::{name}";
        }

        var parts = className.Split('.');
        var module = file is null ? ModuleLength(parts) : Math.Min(parts.Length, file.Count(c => c == '/') + 1);
        var path = string.IsNullOrEmpty(file) ? $"{string.Join('/', parts.Take(module))}.py" : file;
        return string.Join("::", parts.Skip(module).Prepend(path).Append(name));
    }

    private static int ModuleLength(string[] parts)
    {
        var last = Array.FindLastIndex(
            parts,
            part =>
                part.StartsWith("test_", StringComparison.Ordinal) || part.EndsWith("_test", StringComparison.Ordinal)
        );
        if (last >= 0)
        {
            return last + 1;
        }

        var firstClass = Array.FindIndex(parts, part => part.Length > 0 && char.IsUpper(part[0]));
        return firstClass > 0 ? firstClass : parts.Length;
    }
}
