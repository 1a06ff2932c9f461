using KaggleRunner.Core.Common;
using KaggleRunner.Core.Generation;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Runs.Pipeline;

/// <summary>Revision → kernel script, kept in the run's folder as it is pushed.</summary>
internal sealed class GenerateStep(ScriptGenerator generator, SourcePack pack)
{
    public async Task<string> ExecuteAsync(LiveRun run, Revision revision, CancellationToken cancellationToken)
    {
        var path = Path.Combine(run.Value.Folder, "script.py");
        if (File.Exists(path))
        {
            return await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
        }

        await run.BeginStepAsync(RunStepKind.Generate, cancellationToken).ConfigureAwait(false);
        var value = run.Value;
        var project = new Project(value.Id.Project, value.ProjectName, value.ProjectRoot);
        var bundle =
            revision.Transport == RevisionTransport.Bundle
                ? await pack.CreateAsync(project, revision.Sha, cancellationToken).ConfigureAwait(false)
                : null;
        var script = generator.Generate(new ScriptJob(value.Target, value.Settings, revision, value.Nonce, bundle));
        AtomicFile.WriteAllText(path, script);
        return script;
    }
}
