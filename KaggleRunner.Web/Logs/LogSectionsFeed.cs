using KaggleRunner.Core.Logs;
using KaggleRunner.Core.Runs;

namespace KaggleRunner.Web.Logs;

/// <summary>The sections of one log, and what has changed in them since it was last asked.</summary>
internal sealed class LogSectionsFeed(Run run)
{
    private readonly Lock _gate = new();
    private readonly LogSections _sections = LogSections.Open(run.Folder);
    private LogOutline _outline = LogOutline.Empty;
    private LogOutline _told = LogOutline.Empty;
    private int _revision;

    /// <summary>All of them.</summary>
    public LogSectionsChange Whole()
    {
        lock (_gate)
        {
            Update();

            // What changed since the last message is still to be told to the others: they are not at this revision.
            return Change(before: null, from: 0);
        }
    }

    /// <summary>What has changed since the last call; null when nothing has.</summary>
    public LogSectionsChange? Next()
    {
        lock (_gate)
        {
            Update();
            if (ReferenceEquals(_outline, _told))
            {
                return null;
            }

            var before = _revision++;
            var from = FirstDifference(_told.Tests, _outline.Tests);
            _told = _outline;
            return Change(before, from);
        }
    }

    private void Update()
    {
        if (!_sections.Update())
        {
            return;
        }

        var outline = LogOutline.Of(_sections);
        if (!outline.Phases.SequenceEqual(_outline.Phases) || !outline.Tests.SequenceEqual(_outline.Tests))
        {
            _outline = outline;
        }
    }

    private LogSectionsChange Change(int? before, int from) =>
        new(
            run.Id.Project.Value,
            run.Id.Number,
            _revision,
            before,
            _outline.Phases,
            from,
            [.. _outline.Tests.Skip(from)]
        );

    private static int FirstDifference(IReadOnlyList<OutlineSection> before, IReadOnlyList<OutlineSection> now)
    {
        var at = 0;
        while (at < before.Count && at < now.Count && before[at] == now[at])
        {
            at++;
        }

        return at;
    }
}
