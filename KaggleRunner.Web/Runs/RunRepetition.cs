using System.Globalization;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Core.Runs;
using Microsoft.AspNetCore.WebUtilities;

namespace KaggleRunner.Web.Runs;

/// <summary>Runs a run again in one of the ways there are, and says where to look then.</summary>
public sealed class RunRepetition(RunRepeater repeater, WorkingTree workingTree)
{
    /// <summary>
    /// The address of the new run; of New run with this one's settings where the user has to say something first: what
    /// to change, or what of the working tree may be committed and pushed.
    /// </summary>
    /// <exception cref="Core.Common.RunnerException">It cannot be run again.</exception>
    public async Task<string> StartAsync(Run run, RerunKind kind, CancellationToken cancellationToken) =>
        kind switch
        {
            RerunKind.Edited => NewRunAddress(run),
            RerunKind.FailedOnly => PathOf(await repeater.RepeatFailedAsync(run.Id, cancellationToken)),
            RerunKind.CurrentCode => await StartOnCurrentCodeAsync(run, cancellationToken),
            _ => PathOf(await repeater.RepeatAsync(run.Id, cancellationToken)),
        };

    /// <summary>New run with a run's settings; target, config and quick stand in the address of their own.</summary>
    public static string NewRunAddress(Run run)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["from"] = run.Id.Number.ToString(CultureInfo.InvariantCulture),
            ["target"] = run.Target.Path,
        };
        if (run.Settings.ConfigPath is { } config)
        {
            query["config"] = config;
        }

        if (run.Settings.Quick)
        {
            query["quick"] = "true";
        }

        return QueryHelpers.AddQueryString($"/p/{run.Id.Project}/new", query);
    }

    private async Task<string> StartOnCurrentCodeAsync(Run run, CancellationToken cancellationToken)
    {
        var project = new Project(run.Id.Project, run.ProjectName, run.ProjectRoot);
        var status = await workingTree.InspectAsync(project, cancellationToken);
        var needsConsent = status.IsDirty || status.IsUnpushed || status.Obstacle is not null;
        return needsConsent
            ? NewRunAddress(run)
            : PathOf(
                await repeater.RepeatOnCurrentCodeAsync(
                    run.Id,
                    new SyncRequest { Mode = SyncMode.None },
                    cancellationToken
                )
            );
    }

    private static string PathOf(Run run) => run.Id.Path;
}
