using KaggleRunner.Core.Repositories;

namespace KaggleRunner.Tests.Repositories;

public sealed class RemoteAddressTests
{
    [Theory]
    [InlineData("git@github.com:team/x.git", "https://github.com/team/x.git")]
    [InlineData("github.com:team/x", "https://github.com/team/x")]
    [InlineData("ssh://git@github.com/team/x.git", "https://github.com/team/x.git")]
    [InlineData("ssh://git@ssh.github.com:443/team/x.git", "https://github.com/team/x.git")]
    [InlineData("git://github.com/team/x.git", "https://github.com/team/x.git")]
    [InlineData("http://github.com/team/x.git", "https://github.com/team/x.git")]
    [InlineData("https://me:secret@github.com/team/x.git", "https://github.com/team/x.git")]
    [InlineData("https://x-access-token:ghs_abc@github.com/team/x?y=1#z", "https://github.com/team/x")]
    [InlineData("git@gitlab.com:group/sub/x.git", "https://gitlab.com/group/sub/x.git")]
    [InlineData("ssh://git@altssh.gitlab.com:443/group/x.git", "https://gitlab.com/group/x.git")]
    [InlineData("git@bitbucket.org:team/x.git", "https://bitbucket.org/team/x.git")]
    [InlineData("git@codeberg.org:team/x.git", "https://codeberg.org/team/x.git")]
    [InlineData("git@git.sr.ht:~me/x", "https://git.sr.ht/~me/x")]
    [InlineData("git@ssh.dev.azure.com:v3/org/pro%20ject/x", "https://dev.azure.com/org/pro%20ject/_git/x")]
    [InlineData("org@vs-ssh.visualstudio.com:v3/org/project/x", "https://dev.azure.com/org/project/_git/x")]
    [InlineData("https://org@dev.azure.com/org/project/_git/x", "https://dev.azure.com/org/project/_git/x")]
    [InlineData("https://git.example.org:8443/x.git", "https://git.example.org:8443/x.git")]
    [InlineData("http://127.0.0.1:3000/x.git", "http://127.0.0.1:3000/x.git")]
    [InlineData("git@git.example.org:team/x.git", null)]
    [InlineData("ssh://git@git.example.org/x.git", null)]
    [InlineData("git://git.example.org/x.git", null)]
    [InlineData("/srv/git/x.git", null)]
    [InlineData("../x.git", null)]
    [InlineData("file:///srv/x.git", null)]
    [InlineData("C:/x.git", null)]
    public void An_address_becomes_what_a_kernel_can_clone(string address, string? cloneUrl)
    {
        var parsed = RemoteAddress.Parse(address);

        parsed.CloneUrl.Should().Be(cloneUrl);
        parsed.Refusal.Should().BeNull();
        parsed.Display.Should().NotContain("secret").And.NotContain("ghs_abc");
    }

    [Theory]
    [InlineData("ext::sh -c touch% x")]
    [InlineData("fd::3")]
    [InlineData("--upload-pack=x")]
    [InlineData("ssh://-oProxyCommand=x/y")]
    [InlineData("-oProxyCommand=x:y")]
    public void An_address_that_would_run_a_command_is_refused(string address)
    {
        var parsed = RemoteAddress.Parse(address);

        parsed.Refusal.Should().NotBeNull();
        parsed.CloneUrl.Should().BeNull();
    }
}
