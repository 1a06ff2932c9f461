using KaggleRunner.Core.Common;

namespace KaggleRunner.Core.Repositories;

/// <summary>A git working tree known to the runner; <paramref name="Root"/> is its top level, an absolute path.</summary>
public sealed record Project(ProjectId Id, string Name, string Root);
