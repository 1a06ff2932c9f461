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
    /// <param name="choice">What the address says.</param>
    /// <param name="open">The settings file in the editor; it counts as it stands there when it is the one that takes part.</param>
    public RunPlan Plan(RunChoice choice, ConfigDraft? open)
    {
        var (project, path, config, quick) = choice;
        var plan = new RunPlan();
        try
        {
            plan = plan with { Target = targets.Resolve(project, [path, .. choice.More]) };
        }
        catch (RunnerException e)
        {
            return plan with { TargetError = e.Sentence };
        }

        try
        {
            plan = plan with { FoundConfig = configs.Find(project, plan.Target.Path, null) };
            var isOpen = open is { IsUnsaved: true } && Means(choice, plan, open.Path);
            plan = plan with
            {
                IsUnsaved = isOpen,
                ConfigPath = isOpen ? open!.Path : configs.Find(project, plan.Target.Path, config),
                Unsaved = isOpen ? open!.File : null,
                ConfigError = isOpen ? open!.Problem?.Sentence : null,
            };
            return plan.ConfigError is not null
                ? plan
                : plan with
                {
                    Base = settings.Resolve(project, plan.Target, config, quick, new(), plan.Unsaved).Template,
                };
        }
        catch (RunnerException e)
        {
            return plan with { ConfigError = e.Sentence };
        }
    }

    public IReadOnlyList<string> Configs(Project project) => configs.List(project);

    /// <summary>The script and the metadata; what only the run itself can know is a marked placeholder.</summary>
    /// <param name="cell">Which run of the matrix; the first one when there are fewer.</param>
    public RunPreview Preview(
        RunChoice choice,
        RunPlan plan,
        SettingsOverrides overrides,
        int cell,
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
            var (project, _, config, quick) = choice;
            var resolved = settings.Resolve(project, target, config, quick, overrides, plan.Unsaved);
            preview = preview with { Settings = resolved, Cell = cell < resolved.Cells.Count ? cell : 0 };
            var shown = resolved.Cells[preview.Cell];
            var script = scripts.Generate(
                new ScriptJob(target, shown, RevisionOf(sync), ScriptNonce.Placeholder, null)
            );
            preview = preview with { Script = script };
            return preview with { Metadata = pushes.Metadata(pushes.Compose(shown, owner, script)) };
        }
        catch (RunnerException e)
        {
            return preview with { Problem = e.Sentence };
        }
    }

    /// <summary>True when the file of this path is, or will be once it is saved, the one that takes part.</summary>
    private bool Means(RunChoice choice, RunPlan plan, string path)
    {
        var wanted = choice.Config switch
        {
            null => plan.FoundConfig ?? ConfigTemplate.PathFor(choice.Project, plan.Target!.Path),
            "" => null,
            var named when string.Equals(named, path, StringComparison.Ordinal) => named,
            var named => configs.Find(choice.Project, plan.Target!.Path, named),
        };
        return string.Equals(wanted, path, StringComparison.Ordinal);
    }

    private static Revision RevisionOf(SyncDraft sync)
    {
        var status = sync.Status;
        var travels = sync.TravelsInside;
        var sha = sync.RunningSha;
        return new Revision
        {
            Sha = sha ?? ScriptNonce.ShaPlaceholder,
            Branch = status.Branch,
            Transport = travels ? RevisionTransport.Bundle : RevisionTransport.Clone,
            CloneUrl = travels ? null : status.CloneUrl,
        };
    }
}
