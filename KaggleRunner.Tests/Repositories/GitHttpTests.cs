using KaggleRunner.Core.Common;
using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Tests.Repositories;

public sealed class GitHttpTests
{
    [Fact]
    public async Task A_push_over_http_is_what_a_kernel_fetches_by_its_sha()
    {
        await using var server = await GitHttpServer.StartAsync();
        using var repository = await TestRepository.CreateAsync();
        await repository.GitAsync("remote", "add", "origin", await server.CreateRepositoryAsync());
        repository.Write("a.py", "print('é')\n");

        var first = await GitParts.PushAsync(repository, "a.py");
        await repository.CommitAsync("second", ("a.py", "print(2)\n"));
        await GitParts.PushAsync(repository);

        first
            .Should()
            .BeEquivalentTo(new { Transport = RevisionTransport.Clone, CloneUrl = $"{server.Address}/project.git" });
        var kernel = Directory.CreateDirectory(repository.Beside("kernel")).FullName;
        await TestRepository.GitInAsync(kernel, "init", "--quiet");
        await TestRepository.GitInAsync(kernel, "fetch", "--quiet", "--depth=1", first.CloneUrl!, first.Sha);
        await TestRepository.GitInAsync(kernel, "checkout", "--quiet", first.Sha);
        (await File.ReadAllTextAsync(Path.Combine(kernel, "a.py"), TestContext.Current.CancellationToken))
            .Should()
            .Be("print('é')\n");
    }

    [Fact]
    public async Task Wrong_credentials_are_told_without_being_shown()
    {
        await using var server = await GitHttpServer.StartAsync("bob:right");
        using var repository = await TestRepository.CreateAsync();
        var address = (await server.CreateRepositoryAsync()).Replace(
            "http://",
            "http://bob:s3cret@",
            StringComparison.Ordinal
        );
        await repository.GitAsync("remote", "add", "origin", address);
        await repository.CommitAsync("first", ("a.py", ""));

        var act = () => GitParts.PushAsync(repository);

        var thrown = (await act.Should().ThrowAsync<RunnerException>()).Which;
        thrown.Sentence.Should().Contain("did not accept your credentials").And.Contain("is safe in your repository");
        thrown.ToString().Should().NotContain("s3cret");
    }

    [Fact]
    public async Task Missing_credentials_do_not_wait_for_a_terminal()
    {
        await using var server = await GitHttpServer.StartAsync("bob:right");
        using var repository = await TestRepository.CreateAsync();
        await repository.GitAsync("remote", "add", "origin", await server.CreateRepositoryAsync());
        await repository.CommitAsync("first", ("a.py", ""));

        var act = () => GitParts.PushAsync(repository);

        (await act.Should().ThrowAsync<RunnerException>()).WithMessage("*git has none*");
    }

    [Fact]
    public async Task Credentials_in_the_address_work_and_stay_out_of_the_revision()
    {
        await using var server = await GitHttpServer.StartAsync("bob:right");
        using var repository = await TestRepository.CreateAsync();
        var plain = await server.CreateRepositoryAsync();
        await repository.GitAsync(
            "remote",
            "add",
            "origin",
            plain.Replace("http://", "http://bob:right@", StringComparison.Ordinal)
        );
        await repository.CommitAsync("first", ("a.py", ""));

        var revision = await GitParts.PushAsync(repository);

        revision.Transport.Should().Be(RevisionTransport.Bundle, "a kernel has no password");
        revision.ToString().Should().NotContain("right");
        (await GitParts.InspectAsync(repository)).CloneUrl.Should().Be(plain);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_in_a_sentence()
    {
        using var repository = await TestRepository.CreateAsync();
        await repository.GitAsync("remote", "add", "origin", "http://127.0.0.1:9/x.git");
        await repository.CommitAsync("first", ("a.py", ""));

        var act = () => GitParts.PushAsync(repository);

        (await act.Should().ThrowAsync<RunnerException>()).WithMessage("*is safe in your repository*");
    }
}
