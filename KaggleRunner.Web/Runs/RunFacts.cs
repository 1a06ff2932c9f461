using System.Globalization;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle;
using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using KaggleRunner.Web.Formatting;

namespace KaggleRunner.Web.Runs;

/// <summary>A line of the Details tab.</summary>
public sealed record RunFact(string Name, string Value, bool IsCode = false, string? Link = null);

public sealed record RunFactGroup(string Name, IReadOnlyList<RunFact> Facts);

/// <summary>Puts all that is known of a run into words; what is unknown or empty is left out.</summary>
public static class RunFacts
{
    public static IReadOnlyList<RunFactGroup> Of(Run run, SessionRecord? session, TimeProvider clock) =>
        [
            .. new[]
            {
                Group("Verdict", Verdict(run)),
                Group("Source", Source(run)),
                Group("Settings", Settings(run.Settings)),
                Group("Kernel", Kernel(run, session)),
                Group("Times", Times(run, clock)),
            }.Where(group => group.Facts.Count > 0),
        ];

    private static RunFactGroup Group(string name, IEnumerable<RunFact?> facts) =>
        new(name, [.. facts.OfType<RunFact>().Where(fact => fact.Value.Length > 0)]);

    private static IEnumerable<RunFact?> Verdict(Run run)
    {
        if (run.Verdict is { } verdict)
        {
            yield return new RunFact("Verdict", RunStates.Of(verdict.Kind).Word());
            yield return new RunFact("Reason", verdict.Reason);
        }

        if (run.FinalStatus is { } status)
        {
            yield return new RunFact(
                "Kaggle said",
                status.FailureMessage is { Length: > 0 } message
                    ? $"{status.State}: {message}"
                    : status.State.ToString()
            );
        }

        if (run.Tests.Ended > 0)
        {
            yield return new RunFact(
                "Tests",
                $"{run.Tests.Passed} passed, {run.Tests.Failed} failed, {run.Tests.Skipped} skipped"
            );
        }
    }

    private static IEnumerable<RunFact?> Source(Run run)
    {
        yield return new RunFact("Project", run.ProjectName);
        yield return new RunFact("Target", string.Join('\n', run.Target.Paths), IsCode: true);
        yield return new RunFact("Kind", run.Target.Kind.ToString());
        yield return run.Origin switch
        {
            RunOrigin.Adopted => new RunFact("Started", "elsewhere, with a script of Kaggle Runner"),
            RunOrigin.Foreign => new RunFact("Started", "elsewhere, with a script of its own"),
            _ => null,
        };
        if (run.Revision is { } revision)
        {
            yield return new RunFact("Commit", revision.Sha, IsCode: true);
            yield return new RunFact("Subject", revision.Subject);
            yield return new RunFact("Branch", revision.Branch ?? "", IsCode: true);
            yield return revision.Transport switch
            {
                RevisionTransport.Clone => new RunFact("Fetched from", revision.CloneUrl ?? "", IsCode: true),
                RevisionTransport.Dataset => new RunFact(
                    "Travelled",
                    $"as the private dataset {SourceName.SlugFor(run.Settings.Kernel.Slug)}"
                ),
                _ => new RunFact("Travelled", "inside the script"),
            };
        }

        yield return new RunFact("Results", run.Folder, IsCode: true);
    }

    private static IEnumerable<RunFact?> Settings(RunSettings settings)
    {
        yield return new RunFact("Config", settings.ConfigPath ?? "none", settings.ConfigPath is not null);
        yield return new RunFact("Quick", settings.Quick ? "yes" : "no");
        yield return new RunFact("Accelerator", AcceleratorChoice.Word(settings.Accelerator));
        yield return new RunFact("Time limit", settings.Timeout is { } limit ? HumanText.Limit(limit) : "Kaggle's own");
        yield return new RunFact("Internet", settings.Internet ? "on" : "off");
        yield return new RunFact("Arguments", ArgumentSplitter.Join(settings.Args), IsCode: true);
        yield return new RunFact("pytest arguments", ArgumentSplitter.Join(settings.PytestArgs), IsCode: true);
        yield return new RunFact(
            "Environment",
            string.Join('\n', settings.Environment.Select(pair => $"{pair.Key}={pair.Value}")),
            IsCode: true
        );
        yield return new RunFact("Requirements", string.Join('\n', settings.Python.Requirements), IsCode: true);
        yield return new RunFact("Packages", string.Join('\n', settings.Python.Packages), IsCode: true);
        yield return new RunFact("Datasets", string.Join('\n', settings.Data.Datasets), IsCode: true);
        yield return new RunFact("Competitions", string.Join('\n', settings.Data.Competitions), IsCode: true);
        yield return new RunFact("Kernels", string.Join('\n', settings.Data.Kernels), IsCode: true);
        yield return new RunFact("Models", string.Join('\n', settings.Data.Models), IsCode: true);
        yield return new RunFact("Outputs kept", string.Join('\n', settings.Outputs.Include), IsCode: true);
        yield return new RunFact("Largest download", HumanText.Size(settings.Outputs.MaxDownloadSize));
    }

    private static IEnumerable<RunFact?> Kernel(Run run, SessionRecord? session)
    {
        var version = run.Version is { } number ? " v" + number.ToString(CultureInfo.InvariantCulture) : "";
        yield return new RunFact(
            "Account",
            run.Account == KaggleAccountKind.Local ? "local" : $"Kaggle ({run.Kernel?.Owner})"
        );
        yield return run.Kernel is { } kernel
            ? new RunFact("Kernel", kernel + version, IsCode: true, KernelLink.Of(run))
            : new RunFact("Kernel", run.Settings.Kernel.Slug, IsCode: true);
        yield return new RunFact("Title", run.Settings.Kernel.Title);
        yield return new RunFact("Visibility", run.Settings.Kernel.Private ? "private" : "public");
        yield return run.SessionId is { } id
            ? new RunFact("Session", id.ToString(CultureInfo.InvariantCulture), IsCode: true)
            : null;
        yield return session is null ? null : new RunFact("Python", session.Python ?? "");
        yield return session is null ? null : new RunFact("Image", session.Image ?? "", IsCode: true);
        yield return session is null ? null : new RunFact("Machine", session.Accelerator ?? "");
        yield return session is null ? null : new RunFact("Isolation", session.Isolation ?? "");
    }

    private static IEnumerable<RunFact?> Times(Run run, TimeProvider clock)
    {
        yield return new RunFact(
            run.Origin == RunOrigin.Launched ? "Created" : "Adopted",
            HumanText.Exact(run.CreatedAt, clock)
        );
        foreach (var step in run.Steps)
        {
            var took = step.EndedAt is { } ended ? " · " + HumanText.Duration(ended - step.StartedAt) : "";
            yield return new RunFact(step.Kind.ToString(), HumanText.Exact(step.StartedAt, clock) + took);
        }

        var stop = run.StopRequestedAt ?? (run.LeavesOutputs ? null : run.CancelRequestedAt);
        yield return stop is { } asked ? new RunFact("Stop asked for", HumanText.Exact(asked, clock)) : null;
        yield return run is { LeavesOutputs: true, CancelRequestedAt: { } left }
            ? new RunFact("Fetching stopped", HumanText.Exact(left, clock))
            : null;
        yield return run.EndedAt is { } end ? new RunFact("Ended", HumanText.Exact(end, clock)) : null;
    }
}
