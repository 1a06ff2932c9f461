using System.Text.Json;
using KaggleRunner.Core.Runs;
using KaggleRunner.Core.Runs.Queries;

namespace KaggleRunner.Web.History;

/// <summary>A run in an exported list; fields may be added.</summary>
internal static class RunJsonExport
{
    public static void Write(Utf8JsonWriter json, Run run)
    {
        json.WriteStartObject();
        json.WriteNumber("number", run.Id.Number);
        json.WriteString("project", run.ProjectName);
        Write(json, "targets", run.Target.Paths);
        json.WriteString("state", RunStandings.Of(run).Key());
        json.WriteString("reason", run.Verdict?.Reason);
        json.WriteString("createdAt", run.CreatedAt);
        if (run.EndedAt is { } ended)
        {
            json.WriteString("endedAt", ended);
        }

        json.WriteNumber("passed", run.Tests.Passed);
        json.WriteNumber("failed", run.Tests.Failed);
        json.WriteNumber("skipped", run.Tests.Skipped);
        json.WriteBoolean("quick", run.Settings.Quick);
        Write(json, "args", run.Settings.Args);
        json.WriteString("accelerator", run.Settings.Accelerator);
        json.WriteString("account", run.Account.ToString().ToLowerInvariant());
        json.WriteString("kernel", run.Kernel?.ToString() ?? run.Settings.Kernel.Slug);
        json.WriteString("branch", run.Revision?.Branch);
        json.WriteString("commit", run.Revision?.Sha);
        json.WriteString("subject", run.Revision?.Subject);
        json.WriteString("group", run.Group);
        json.WriteStartObject("matrix");
        foreach (var (name, value) in run.Settings.Matrix)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteBoolean("starred", run.Annotations.Starred);
        Write(json, "tags", run.Annotations.Tags);
        json.WriteString("note", run.Annotations.Note);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
