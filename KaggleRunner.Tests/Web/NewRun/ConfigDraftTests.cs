using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Repositories;
using KaggleRunner.Web.NewRun;

namespace KaggleRunner.Tests.Web.NewRun;

public sealed class ConfigDraftTests : IDisposable
{
    private const string Name = "config/train.yml";
    private readonly TemporaryFolder _folder = new();
    private readonly ConfigTexts _texts = new();

    public ConfigDraftTests()
    {
        Directory.CreateDirectory(_folder.Combine("config"));
        OnDisk = "timeout: 1h\r\n";
    }

    private Project Project => new(new("p-000000"), "p", _folder.Path);

    private string OnDisk
    {
        get => File.ReadAllText(_folder.Combine(Name));
        set => File.WriteAllText(_folder.Combine(Name), value);
    }

    public void Dispose() => _folder.Dispose();

    private ConfigDraft Open() => ConfigDraft.Open(_texts, Project, Name);

    [Fact]
    public void What_the_editor_makes_of_line_ends_is_no_edit()
    {
        var draft = Open();

        draft.Edit("timeout: 1h\n");

        draft.IsUnsaved.Should().BeFalse();
    }

    [Fact]
    public void An_error_has_its_place_and_the_nearest_key_and_nothing_is_written()
    {
        var draft = Open();

        draft.Edit("timeout: 1h\nkernle: x\n");

        draft.File.Should().BeNull();
        (draft.Problem!.Line, draft.Problem.Column, draft.Problem.Nearest).Should().Be((2, 1, "kernel"));
        OnDisk.Should().Be("timeout: 1h\r\n");
    }

    [Fact]
    public void Saving_writes_what_was_typed_with_the_files_own_line_ends()
    {
        var draft = Open();
        draft.Edit("timeout: 1h\nargs: [a]\n");

        draft.Save().Should().BeTrue();

        OnDisk.Should().Be("timeout: 1h\r\nargs: [a]\r\n");
        draft.IsUnsaved.Should().BeFalse();
    }

    [Fact]
    public void Without_edits_the_draft_follows_the_disk()
    {
        var draft = Open();
        OnDisk = "timeout: 2h\n";

        draft.Look().Should().BeTrue();

        draft.Text.Should().Be("timeout: 2h\n");
        draft.Conflict.Should().BeNull();
        draft.Look().Should().BeFalse();
    }

    [Fact]
    public void With_edits_a_change_on_disk_is_a_conflict_that_the_user_decides()
    {
        var draft = Open();
        draft.Edit("timeout: 3h\n");
        OnDisk = "timeout: 2h\n";

        draft.Look().Should().BeTrue();
        draft.Conflict.Should().NotBeNull();
        draft.Text.Should().Be("timeout: 3h\n");
        draft.Save().Should().BeFalse();
        OnDisk.Should().Be("timeout: 2h\n");

        draft.Save(overwrite: true).Should().BeTrue();
        OnDisk.Should().Be("timeout: 3h\r\n");
        draft.Conflict.Should().BeNull();
    }

    [Fact]
    public void Loading_again_drops_the_edits()
    {
        var draft = Open();
        draft.Edit("timeout: 3h\n");
        OnDisk = "timeout: 2h\n";
        draft.Look();

        draft.Reload();

        draft.Text.Should().Be("timeout: 2h\n");
        (draft.IsUnsaved, draft.Conflict).Should().Be((false, null));
    }

    [Fact]
    public void A_new_one_begins_with_the_template_and_is_no_file_before_it_is_saved()
    {
        var draft = ConfigDraft.New(_texts, Project, "experiments/other.py");

        draft.Path.Should().Be("config/other.yml");
        draft.File!.Targets.Should().Equal("experiments/other.py");
        (draft.IsNew, draft.IsUnsaved, draft.HasEdits).Should().Be((true, true, false));
        File.Exists(_folder.Combine(draft.Path)).Should().BeFalse();

        draft.Save().Should().BeTrue();
        File.ReadAllText(_folder.Combine(draft.Path)).Should().Be(draft.Text);
        draft.IsNew.Should().BeFalse();
    }

    [Fact]
    public void A_file_that_was_deleted_can_be_written_again()
    {
        var draft = Open();
        File.Delete(_folder.Combine(Name));

        draft.Look();
        draft.Conflict!.IsGone.Should().BeTrue();

        draft.Save(overwrite: true).Should().BeTrue();
        OnDisk.Should().Be("timeout: 1h\r\n");
    }
}
