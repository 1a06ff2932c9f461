using System.Text;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Tests.Experiments;

public sealed class ConfigTextsTests : IDisposable
{
    private const string Name = "config/train.yml";
    private readonly TemporaryFolder _folder = new();
    private readonly ConfigTexts _texts = new();

    public ConfigTextsTests() => Directory.CreateDirectory(Path.Combine(Root, "config"));

    private string Root => Directory.CreateDirectory(_folder.Combine("project")).FullName;

    private Project Project => new(new("p-000000"), "p", Root);

    private string File(string path = Name) => Path.Combine(Root, path);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("timeout: 1h\r\n# ende\r\n")]
    [InlineData("timeout: 1h\n\n\n")]
    [InlineData("timeout: 1h")]
    [InlineData("timeout: 1h\r\nargs: [a]\n")]
    [InlineData("\uFEFFtimeout: 1h\n")]
    [InlineData("# Ünïcode \u2028 \U0001F600\n")]
    public void A_text_that_was_not_changed_is_saved_to_the_byte(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        System.IO.File.WriteAllBytes(File(), bytes);
        var read = _texts.Read(Project, Name);

        _texts.Save(Project, read, read.Text.Replace("\r\n", "\n", StringComparison.Ordinal), overwrite: false);

        System.IO.File.ReadAllBytes(File()).Should().Equal(bytes);
    }

    [Fact]
    public void A_new_file_is_made_with_its_folder_and_leaves_nothing_else_behind()
    {
        Directory.Delete(Path.Combine(Root, "config"));
        var read = _texts.Read(Project, Name);
        read.Stamp.Should().BeNull();

        var saved = _texts.Save(Project, read, "timeout: 1h\n", overwrite: false);

        System.IO.File.ReadAllText(File()).Should().Be("timeout: 1h\n");
        saved.Stamp.Should().Be(_texts.Stamp(Project, Name));
        Directory.GetFileSystemEntries(Path.Combine(Root, "config")).Should().Equal(File());
    }

    [Fact]
    public void A_file_that_changed_meanwhile_is_not_written_over()
    {
        System.IO.File.WriteAllText(File(), "timeout: 1h\n");
        var read = _texts.Read(Project, Name);
        System.IO.File.WriteAllText(File(), "timeout: 9h\n");

        var save = () => _texts.Save(Project, read, "timeout: 2h\n", overwrite: false);

        save.Should().Throw<ConfigConflictException>().Which.IsGone.Should().BeFalse();
        System.IO.File.ReadAllText(File()).Should().Be("timeout: 9h\n");
        _texts.Save(Project, read, "timeout: 2h\n", overwrite: true);
        System.IO.File.ReadAllText(File()).Should().Be("timeout: 2h\n");
    }

    [Fact]
    public void Neither_is_one_that_came_to_be_or_went_away_meanwhile()
    {
        var none = _texts.Read(Project, Name);
        System.IO.File.WriteAllText(File(), "timeout: 9h\n");
        var create = () => _texts.Save(Project, none, "timeout: 2h\n", overwrite: false);
        create.Should().Throw<ConfigConflictException>();

        var read = _texts.Read(Project, Name);
        System.IO.File.Delete(File());
        var save = () => _texts.Save(Project, read, "timeout: 2h\n", overwrite: false);
        save.Should().Throw<ConfigConflictException>().Which.IsGone.Should().BeTrue();
        System.IO.File.Exists(File()).Should().BeFalse();
    }

    [Theory]
    [InlineData("../outside.yml")]
    [InlineData("config/../../outside.yml")]
    [InlineData("/etc/outside.yml")]
    [InlineData("config/train.py")]
    [InlineData(".git/config.yml")]
    [InlineData("kaggle_runner/results/x/1/config.yml")]
    [InlineData("config/a\0.yml")]
    public void Only_settings_files_inside_of_the_project_are_touched(string path)
    {
        var read = () => _texts.Read(Project, path);
        var save = () => _texts.Save(Project, new ConfigText(path, "", null), "x", overwrite: true);

        read.Should().Throw<RunnerException>();
        save.Should().Throw<RunnerException>();
    }

    [Fact]
    public void A_link_that_leads_out_is_refused_and_one_inside_stays_a_link()
    {
        Directory.CreateDirectory(_folder.Combine("elsewhere"));
        System.IO.File.WriteAllText(_folder.Combine("elsewhere/a.yml"), "timeout: 1h\n");
        System.IO.File.CreateSymbolicLink(File("config/out.yml"), _folder.Combine("elsewhere/a.yml"));
        System.IO.File.CreateSymbolicLink(File("config/dangling.yml"), _folder.Combine("elsewhere/new.yml"));
        Directory.CreateSymbolicLink(Path.Combine(Root, "more"), _folder.Combine("elsewhere"));
        System.IO.File.WriteAllText(File("shared.yml"), "timeout: 1h\n");
        System.IO.File.CreateSymbolicLink(File("config/in.yml"), File("shared.yml"));

        foreach (var path in new[] { "config/out.yml", "config/dangling.yml", "more/a.yml" })
        {
            var save = () => _texts.Save(Project, new ConfigText(path, "", null), "timeout: 2h\n", overwrite: true);
            save.Should().Throw<RunnerException>().WithMessage("*leads out*");
        }

        _texts.Save(Project, _texts.Read(Project, "config/in.yml"), "timeout: 2h\n", overwrite: false);

        System.IO.File.ReadAllText(_folder.Combine("elsewhere/a.yml")).Should().Be("timeout: 1h\n");
        System.IO.File.Exists(_folder.Combine("elsewhere/new.yml")).Should().BeFalse();
        System.IO.File.ReadAllText(File("shared.yml")).Should().Be("timeout: 2h\n");
        new FileInfo(File("config/in.yml")).LinkTarget.Should().NotBeNull();
    }

    [Fact]
    public void What_is_no_text_is_not_opened()
    {
        System.IO.File.WriteAllBytes(File(), [0x61, 0xff, 0xfe]);

        var read = () => _texts.Read(Project, Name);

        read.Should().Throw<RunnerException>().WithMessage("*not UTF-8*");
    }
}
