using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Web.NewRun;

/// <summary>
/// A settings file that is open in the editor: what was read, what stands there now, and what is wrong with it. Only
/// <see cref="Save"/> writes.
/// </summary>
public sealed class ConfigDraft
{
    private readonly ConfigTexts _texts;
    private readonly Project _project;
    private ConfigText _read;
    private string _start;

    private ConfigDraft(ConfigTexts texts, Project project, ConfigText read, string start)
    {
        (_texts, _project, _read, _start) = (texts, project, read, start);
        Edit(start);
    }

    public string Path => _read.Path;
    public string Text { get; private set; } = "";

    /// <summary>The text as settings; null while something is wrong with it.</summary>
    public ConfigFile? File { get; private set; }

    /// <summary>What Core's reader finds wrong, with its place; null when it reads the text.</summary>
    public ConfigException? Problem { get; private set; }

    /// <summary>The file was changed on disk under edits that are not saved.</summary>
    public ConfigConflictException? Conflict { get; private set; }

    /// <summary>Why the last attempt to read or save failed, in a sentence.</summary>
    public string? Failure { get; private set; }

    /// <summary>True when there is no such file yet.</summary>
    public bool IsNew => _read.Stamp is null;

    /// <summary>True when the user wrote something that would be lost.</summary>
    public bool HasEdits => !Same(Text, _start);

    /// <summary>True when the file does not hold what stands in the editor.</summary>
    public bool IsUnsaved => IsNew || HasEdits;

    /// <exception cref="RunnerException">The file cannot be read, or lies outside of the project.</exception>
    public static ConfigDraft Open(ConfigTexts texts, Project project, string path)
    {
        var read = texts.Read(project, path);
        return new(texts, project, read, read.Text);
    }

    /// <summary>A template for a target under the name by which it will be found; nothing is written.</summary>
    /// <exception cref="RunnerException">There is no place for it in the project.</exception>
    public static ConfigDraft New(ConfigTexts texts, Project project, string target)
    {
        var read = texts.Read(project, ConfigTemplate.PathFor(project, target));
        return new(texts, project, read, read.Stamp is null ? ConfigTemplate.For(target) : read.Text);
    }

    public void Edit(string text)
    {
        (Text, Problem, File) = (text, null, null);
        try
        {
            File = ConfigReader.Read(Path, text);
        }
        catch (ConfigException e)
        {
            Problem = e;
        }
    }

    /// <summary>Writes the file, as the user asked; a change on disk since it was read is a conflict and nothing is written.</summary>
    public bool Save(bool overwrite = false)
    {
        try
        {
            _read = _texts.Save(_project, _read, Text, overwrite);
            (_start, Conflict, Failure) = (Text, null, null);
            return true;
        }
        catch (ConfigConflictException e)
        {
            Conflict = e;
        }
        catch (RunnerException e)
        {
            Failure = e.Sentence;
        }

        return false;
    }

    /// <summary>Takes the file as it is on disk; edits are dropped.</summary>
    public void Reload()
    {
        try
        {
            _read = _texts.Read(_project, Path);
            (_start, Conflict, Failure) = (_read.Text, null, null);
            Edit(_start);
        }
        catch (RunnerException e)
        {
            Failure = e.Sentence;
        }
    }

    /// <summary>Looks whether the file changed on disk: without edits the draft follows, with edits that is a conflict.</summary>
    /// <returns>True when there is news.</returns>
    public bool Look()
    {
        try
        {
            var stamp = _texts.Stamp(_project, Path);
            if (string.Equals(stamp, _read.Stamp, StringComparison.Ordinal))
            {
                var wasThere = Conflict is not null;
                Conflict = null;
                return wasThere;
            }

            if (!HasEdits && stamp is not null)
            {
                Reload();
                return true;
            }

            var isNews = Conflict is null || Conflict.IsGone != stamp is null;
            Conflict = new ConfigConflictException(Path, isGone: stamp is null);
            return isNews;
        }
        catch (RunnerException e)
        {
            var isNews = !string.Equals(Failure, e.Sentence, StringComparison.Ordinal);
            Failure = e.Sentence;
            return isNews;
        }
    }

    // The editor knows one line end a text; those of the file are put back when it is saved.
    private static bool Same(string one, string other) =>
        string.Equals(one.ReplaceLineEndings("\n"), other.ReplaceLineEndings("\n"), StringComparison.Ordinal);
}
