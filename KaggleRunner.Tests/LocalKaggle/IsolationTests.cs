using System.Net;
using System.Net.Sockets;

namespace KaggleRunner.Tests.LocalKaggle;

public sealed class IsolationTests
{
    [Fact]
    public async Task A_script_sees_Kaggles_folders_and_variables_and_nothing_of_the_servers()
    {
        Environment.SetEnvironmentVariable("KAGGLE_RUNNER_TEST_SECRET", "do-not-hand-on");
        await using var server = await RunningServer.StartAsync(o => o with { Isolation = "bwrap" });
        var secret = await File.ReadAllTextAsync(
            Path.Combine(server.Caller.Home, "kaggle.json"),
            TestContext.Current.CancellationToken
        );

        await server.Caller.PushAsync(
            $$"""
            import os, subprocess, sys
            print(os.getcwd(), sys.argv)
            for name in sorted(os.environ): print(name)
            print(os.environ["KAGGLE_KERNEL_RUN_TYPE"], os.environ["KAGGLE_RUNNER_ISOLATION"])
            print(os.path.exists("{{server.Caller.Home}}"), os.listdir(os.path.expanduser("~")), os.listdir("/tmp"))
            for path in ("/usr/x", "/kaggle/src/x", "/kaggle/input/x", "/proc/sys/kernel/core_pattern", "/x"):
                try:
                    open(path, "a").close(); print("written", path)
                except OSError as error:
                    print("refused")
            print(len([p for p in os.listdir("/proc") if p.isdigit()]))
            print(subprocess.run(["python", "-c", "import sys; print(sys.executable)"], capture_output=True, text=True).stdout == sys.executable + "\n")
            """
        );

        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE", await server.Caller.OutputAsync(1, "stderr"));
        var output = await server.Caller.OutputAsync(1);
        output.Should().StartWith("/kaggle/working ['/kaggle/src/script.py']\n");
        output.Should().Contain("Batch bwrap\nFalse [] []\nrefused\nrefused\nrefused\nrefused\nrefused\n2\nTrue\n");
        output
            .Should()
            .NotContain("KAGGLE_RUNNER_TEST_SECRET")
            .And.NotContain("PYTHONUNBUFFERED")
            .And.NotContain(secret);
    }

    [Fact]
    public async Task Credentials_outside_of_the_homes_cannot_be_read_either()
    {
        var folder = Directory.CreateDirectory($"/var/tmp/kaggle-runner-{Guid.NewGuid():N}").FullName;
        Environment.SetEnvironmentVariable("KAGGLE_CONFIG_DIR", folder);
        try
        {
            var key = Path.Combine(folder, "kaggle.json");
            await File.WriteAllTextAsync(key, "real-key", TestContext.Current.CancellationToken);
            await using var server = await RunningServer.StartAsync(o => o with { Isolation = "bwrap" });

            await server.Caller.PushAsync(
                $$"""
                for path in ("{{key}}", "/etc/shadow"):
                    try:
                        print("read", open(path).read())
                    except OSError as error:
                        print("refused")
                """
            );

            (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE", await server.Caller.OutputAsync(1, "stderr"));
            (await server.Caller.OutputAsync(1)).Should().Be("refused\nrefused\n");
        }
        finally
        {
            Environment.SetEnvironmentVariable("KAGGLE_CONFIG_DIR", null);
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("bwrap")]
    [InlineData("unshare")]
    public async Task The_network_is_there_only_when_internet_is_on(string isolation)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var server = await RunningServer.StartAsync(o => o with { Isolation = isolation });
        var script = $"import socket; socket.create_connection(('127.0.0.1', {port}), 5); print('reached')";

        await server.Caller.PushAsync(script, "without net");
        await server.Caller.PushAsync(script, "with the net", ",\"enableInternet\":true");

        (await server.Caller.EndOfAsync(1, "without-net")).Should().Be("ERROR");
        (await server.Caller.EndOfAsync(1, "with-the-net")).Should().Be("COMPLETE");
    }

    [Theory]
    [InlineData("unshare")]
    [InlineData("plain")]
    public async Task Where_the_real_paths_cannot_be_made_the_script_is_told_others(string isolation)
    {
        await using var server = await RunningServer.StartAsync(o => o with { Isolation = isolation });

        await server.Caller.PushAsync(
            """
            import os
            assert os.getcwd() == os.environ["KAGGLE_WORKING_DIR"] and os.path.isdir(os.environ["KAGGLE_INPUT_DIR"])
            open("out.txt", "w").write("x")
            print(os.environ["KAGGLE_RUNNER_ISOLATION"])
            """
        );

        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
        (await server.Caller.OutputAsync(1)).Should().Be(isolation + "\n");
        var files = await server.Caller.CallAsync("ListKernelFiles", KaggleCaller.Session(1));
        files.GetProperty("files")[0].GetProperty("name").GetString().Should().Be("out.txt");
    }

    [Fact]
    public async Task A_python_that_imports_pytest_is_preferred()
    {
        await using var server = await RunningServer.StartAsync();

        await server.Caller.PushAsync("import pytest; print('has pytest')");

        (await server.Caller.EndOfAsync(1)).Should().Be("COMPLETE");
    }
}
