using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;
using Microsoft.Extensions.Logging.Abstractions;

namespace KaggleRunner.Tests.Repositories;

public sealed class ProjectLocatorTests
{
    private static Task<Project> OpenAsync(string path) =>
        GitParts.Locator.OpenAsync(path, TestContext.Current.CancellationToken);

    [Fact]
    public async Task Any_folder_or_file_inside_leads_to_the_top_level()
    {
        using var repository = await TestRepository.CreateAsync("My Project!");
        repository.Write("a/b/c.py", "");

        var project = await OpenAsync(repository.Path("a/b"));

        project.Root.Should().Be(repository.Root);
        project.Name.Should().Be("My Project!");
        project.Id.Value.Should().MatchRegex("^my-project-[0-9a-f]{6}$");
        (await OpenAsync(repository.Path("a/b/c.py"))).Should().Be(project);
    }

    [Fact]
    public async Task A_folder_without_a_repository_is_told_in_a_sentence()
    {
        using var folder = new TemporaryFolder();

        var act = () => OpenAsync(folder.Path);

        (await act.Should().ThrowAsync<RunnerException>()).WithMessage("*is not inside a git repository*");
    }

    [Fact]
    public async Task A_missing_folder_is_told_in_a_sentence()
    {
        var act = () => OpenAsync("/nowhere/at all");

        (await act.Should().ThrowAsync<RunnerException>()).WithMessage("*does not exist*");
    }

    [Fact]
    public async Task A_bare_repository_has_no_files_to_run()
    {
        using var repository = await TestRepository.CreateAsync();
        var bare = await repository.AddRemoteAsync();

        var act = () => OpenAsync(bare);

        (await act.Should().ThrowAsync<RunnerException>()).WithMessage("*bare repository*");
    }

    [Fact]
    public async Task A_linked_worktree_is_a_project_of_its_own()
    {
        using var repository = await TestRepository.CreateAsync();
        await repository.CommitAsync("first", ("a.py", ""));
        await repository.GitAsync("worktree", "add", "--quiet", "-b", "other", repository.Beside("linked"));

        var project = await OpenAsync(repository.Beside("linked"));

        project.Root.Should().Be(repository.Beside("linked"));
        var status = await GitParts.WorkingTree.InspectAsync(project, TestContext.Current.CancellationToken);
        status.Branch.Should().Be("other");
        status.IsDirty.Should().BeFalse();
    }

    [Fact]
    public async Task A_repository_that_claims_a_folder_elsewhere_for_its_files_is_not_opened()
    {
        using var repository = await TestRepository.CreateAsync();
        var elsewhere = Directory.CreateDirectory(repository.Beside("elsewhere")).FullName;
        await repository.GitAsync("config", "core.worktree", elsewhere);

        var act = () => OpenAsync(repository.Root);

        (await act.Should().ThrowAsync<RunnerException>()).WithMessage($"*its files are elsewhere, in {elsewhere}*");
    }

    [Fact]
    public async Task A_project_is_opened_through_a_link_too()
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write("a/b.py", "");
        Directory.CreateSymbolicLink(repository.Beside("link"), repository.Path("a"));

        (await OpenAsync(repository.Beside("link"))).Root.Should().Be(repository.Root);
    }

    [Fact]
    public async Task A_repository_of_another_user_is_refused_with_the_mend()
    {
        Assert.SkipUnless(Environment.UserName is "root", "Only root can give a folder away.");
        using var repository = await TestRepository.CreateAsync();
        await CliWrap
            .Cli.Wrap("chown")
            .WithArguments(["-R", "12345", repository.Root])
            .ExecuteAsync(TestContext.Current.CancellationToken);

        var act = () => OpenAsync(repository.Root);

        var thrown = await act.Should().ThrowAsync<RunnerException>();
        thrown.WithMessage("*belongs to another user*");
        thrown.Which.Remedy.Should().Contain("safe.directory");
    }

    [Fact]
    public async Task A_machine_without_git_gets_a_sentence()
    {
        using var folder = new TemporaryFolder();
        var git = new GitProgram(NullLogger<GitProgram>.Instance, TimeProvider.System, "no-such-git-program");

        var act = () => new ProjectLocator(git).OpenAsync(folder.Path, TestContext.Current.CancellationToken);

        var thrown = await act.Should().ThrowAsync<RunnerException>();
        thrown.WithMessage("The git program cannot be started*");
        thrown.Which.Remedy.Should().Contain("Install git");
    }
}
