namespace KaggleRunner.Tests.LocalKaggle.Contract;

public sealed class StrictAnswerTests
{
    [Theory]
    [InlineData("ListKernels", """{"kernels":null}""")]
    [InlineData("ListKernels", """{"kernels":[{"id":"7"}]}""")]
    [InlineData("GetKernelSessionStatus", """{"status":null}""")]
    [InlineData("GetKernelSessionStatus", """{"status":1}""")]
    [InlineData("GetKernelSessionStatus", """{"status":"RESTING"}""")]
    [InlineData("GetAcceleratorQuotaStatistics", """{"gpuQuota":{"timeUsed":"3600s"}}""")]
    [InlineData("GetAcceleratorQuotaStatistics", """{"quotaRefreshTime":"2026-07-04 01:02:03"}""")]
    [InlineData("DeleteKernel", """{"message":"undocumented"}""")]
    public void What_the_official_tool_cannot_read_is_refused(string method, string answer)
    {
        var read = () => StrictAnswer.Read(method, answer);

        read.Should().Throw<Exception>().WithMessage("*official tool*");
    }

    [Theory]
    [InlineData("GetKernelSessionStatus", "{}")]
    [InlineData("GetKernelSessionStatus", """{"status":"RUNNING"}""")]
    [InlineData("GetAcceleratorQuotaStatistics", """{"gpuQuota":{"timeUsed":"3600.000s","hasEverRun":false}}""")]
    public void What_it_can_read_passes(string method, string answer) => StrictAnswer.Read(method, answer);
}
