using CliWrap;
using CliWrap.Buffered;

namespace KaggleRunner.Tests.Generation;

public sealed class PythonSuiteTests
{
    [Fact]
    public async Task The_kernel_scripts_own_python_tests_pass()
    {
        var result = await Cli.Wrap(await PythonProgram.LocateAsync())
            .WithArguments(["-m", "pytest", "-q", "-p", "no:cacheprovider"])
            .WithEnvironmentVariables(variables => variables.Set("PYTHONDONTWRITEBYTECODE", "1"))
            .WithWorkingDirectory(Path.Combine(Checkout.Root, "KaggleRunner.Tests/Generation/python"))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        result.ExitCode.Should().Be(0, result.StandardOutput);
    }
}
