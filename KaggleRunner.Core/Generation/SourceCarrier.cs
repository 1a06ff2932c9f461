using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Core.Generation;

/// <summary>A script, and how the revision that it runs travels.</summary>
public sealed record CarriedScript(string Script, Revision Revision);

/// <summary>
/// Writes a job's script, and decides how a commit that the kernel cannot fetch travels: inside the script while it fits,
/// else as a private dataset.
/// </summary>
public sealed class SourceCarrier(SourcePack packs, ScriptGenerator generator)
{
    /// <param name="pack">
    /// Where the pack is written; it is left there only when it travels as a dataset, and taken from there when it exists.
    /// </param>
    /// <exception cref="Common.RunnerException">The commit cannot be packed, or the script is too large without it.</exception>
    public async Task<CarriedScript> CarryAsync(
        Project project,
        ScriptJob job,
        string pack,
        CancellationToken cancellationToken
    )
    {
        var revision = job.Revision;
        if (revision.Transport == RevisionTransport.Clone)
        {
            return new CarriedScript(generator.Generate(job), revision);
        }

        var packed = await packs.CreateAsync(project, revision.Sha, pack, cancellationToken).ConfigureAwait(false);
        var inside = job with { Revision = revision with { Transport = RevisionTransport.Bundle, Pack = null } };
        if (generator.HasRoomFor(inside, packed.Bytes))
        {
            var bundle = await File.ReadAllBytesAsync(pack, cancellationToken).ConfigureAwait(false);
            File.Delete(pack);
            return new CarriedScript(generator.Generate(inside with { Bundle = bundle }), inside.Revision);
        }

        revision = revision with { Transport = RevisionTransport.Dataset, Pack = packed };
        return new CarriedScript(generator.Generate(job with { Revision = revision }), revision);
    }
}
