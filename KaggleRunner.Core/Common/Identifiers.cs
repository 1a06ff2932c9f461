using System.Globalization;

namespace KaggleRunner.Core.Common;

/// <summary>Identifies a project on this machine, for example <c>hello-kaggle-1f3c9a</c>; safe as a part of a URL.</summary>
public readonly record struct ProjectId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Identifies a run: the number is counted per project, from 1.</summary>
public readonly record struct RunId(ProjectId Project, int Number)
{
    /// <summary>The run's address in the dashboard, for example <c>/p/hello-kaggle-1f3c9a/runs/42</c>.</summary>
    public string Path => $"/p/{Project}/runs/{Number.ToString(CultureInfo.InvariantCulture)}";

    public override string ToString() => $"{Project}/{Number.ToString(CultureInfo.InvariantCulture)}";
}

/// <summary>Identifies a kernel on Kaggle: <c>owner/slug</c>.</summary>
public readonly record struct KernelRef(string Owner, string Slug)
{
    public override string ToString() => $"{Owner}/{Slug}";
}
