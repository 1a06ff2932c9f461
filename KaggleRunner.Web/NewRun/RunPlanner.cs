using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Generation;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Web.NewRun;

/// <summary>Resolves the choices of the page with the pipeline's own parts, so that the preview is what will be pushed.</summary>
public sealed class RunPlanner(
    TargetResolver targets,
    ConfigLocator configs,
    SettingsResolver settings,
    ScriptGenerator scripts,
    PushComposer pushes
)
{
    /// <param name="config">Null: found by the target's name; empty: none.</param>
    public RunPlan Plan(Project project, string path, string? config, bool quick)
    {
        var plan = new RunPlan();
        try
        {
            plan = plan with { Target = targets.Resolve(project, path) };
        }
        catch (RunnerException e)
        {
            return plan with { TargetError = e.Sentence };
        }

        try
        {
            plan = plan with { FoundConfig = configs.Find(project, plan.Target.Path, null) };
            return plan with
            {
                Base = settings.Resolve(project, plan.Target, config, quick, new SettingsOverrides()).Template,
            };
        }
        catch (RunnerException e)
        {
            return plan with { ConfigError = e.Sentence };
        }
    }

    public IReadOnlyList<string> Configs(Project project) => configs.List(project);

    /// <summary>The script and the metadata; what only the run itself can know is a marked placeholder.</summary>
    public RunPreview Preview(
        Project project,
        RunPlan plan,
        string? config,
        bool quick,
        SettingsOverrides overrides,
        SyncDraft sync,
        string owner
    )
    {
        if (plan is not { Target: { } target, Base: not null })
        {
            return RunPreview.Empty;
        }

        var preview = RunPreview.Empty;
        try
        {
            var resolved = settings.Resolve(project, target, config, quick, overrides).Cells[0];
            preview = preview with { Settings = resolved };
            var script = scripts.Generate(
                new ScriptJob(target, resolved, RevisionOf(sync), ScriptNonce.Placeholder, null)
            );
            preview = preview with { Script = script };
            return preview with { Metadata = pushes.Metadata(pushes.Compose(resolved, owner, script)) };
        }
        catch (RunnerException e)
        {
            return preview with { Problem = e.Sentence };
        }
    }

    private static Revision RevisionOf(SyncDraft sync)
    {
        var status = sync.Status;
        var travels = sync.TravelsInside;
        var isNew = sync.Mode switch
        {
            SyncMode.None => false,
            SyncMode.Push => sync.Included.Count > 0,
            _ => status.IsDirty,
        };
        var sha =
            isNew ? null
            : sync.Mode != SyncMode.None || status.RemoteUrl is null ? status.HeadSha
            : status.PushedSha;
        return new Revision
        {
            Sha = sha ?? ScriptNonce.ShaPlaceholder,
            Branch = status.Branch,
            Transport = travels ? RevisionTransport.Bundle : RevisionTransport.Clone,
            CloneUrl = travels ? null : status.CloneUrl,
        };
    }
}
