using System.Globalization;
using KaggleRunner.Core.Common;
using KaggleRunner.Core.Experiments;
using KaggleRunner.Core.Kaggle;

namespace KaggleRunner.Tests.Kaggle;

public sealed class KernelListingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_accounts_own_kernels_are_asked_for_those_that_ran_last_first_page_by_page()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench
            .Kaggle.On(
                "ListKernels",
                """
                {"kernels":[{"id":77,"ref":"alice/ci-runner","title":"ci runner","author":"Alice","slug":"ci-runner",
                  "lastRunTime":"2026-07-04T01:02:03.456Z","language":"python","kernelType":"script","isPrivate":true,
                  "enableGpu":true,"enableTpu":false,"machineShape":"NvidiaL4","currentVersionNumber":12}],
                 "nextPageToken":"t2"}
                """
            )
            .On(
                "ListKernels",
                """{"kernels":[{"ref":"/code/alice/book","title":"","kernelType":"notebook","isPrivate":false}]}"""
            );

        var kernels = await bench.Client.ListKernelsAsync(Token).ToListAsync(Token);

        kernels
            .Should()
            .Equal(
                new KernelSummary
                {
                    Kernel = KaggleBench.Kernel,
                    Title = "ci runner",
                    IsPrivate = true,
                    LastRunAt = DateTimeOffset.Parse("2026-07-04T01:02:03.456Z", CultureInfo.InvariantCulture),
                    CurrentVersion = 12,
                    Language = "python",
                    Type = "script",
                    Accelerator = "NvidiaL4",
                },
                new KernelSummary
                {
                    Kernel = new KernelRef("alice", "book"),
                    Title = "book",
                    IsPrivate = false,
                    Type = "notebook",
                }
            );
        bench
            .Kaggle.Requests.Select(request => request.Path)
            .Should()
            .AllBe("/api/v1/kernels.KernelsApiService/ListKernels");
        bench
            .Kaggle.Requests.Select(request => request.Body)
            .Should()
            .Equal(
                """{"group":"PROFILE","sortBy":"DATE_RUN","page":1,"pageSize":100}""",
                """{"group":"PROFILE","sortBy":"DATE_RUN","pageSize":100,"pageToken":"t2"}"""
            );
    }

    [Fact]
    public async Task Servers_without_page_tokens_are_asked_by_page_number_until_nothing_new_comes()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On("ListKernels", Page(0, 100)).On("ListKernels", Page(50, 100)).On("ListKernels", Page(50, 100));

        var kernels = await bench.Client.ListKernelsAsync(Token).ToListAsync(Token);

        kernels.Should().HaveCount(150).And.OnlyHaveUniqueItems();
        bench.Kaggle.Requests.Should().HaveCount(3);
        bench.Kaggle.Requests[2].Body.Should().Contain("\"page\":3");
    }

    [Fact]
    public async Task What_cannot_be_read_hides_nothing_else()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench.Kaggle.On(
            "ListKernels",
            """
            {"kernels":[null,"x",{"ref":"../../etc","title":"a"},{"ref":"alice/odd","title":7},{"title":"no name"},
              {"ref":"alice/good","title":"good","machineShape":"<b>","enableTpu":true,"lastRunTime":17,
               "currentVersionNumber":"3","isPrivate":null,"unknown":{}}]}
            """
        );

        var kernels = await bench.Client.ListKernelsAsync(Token).ToListAsync(Token);

        kernels
            .Should()
            .ContainSingle()
            .Which.Should()
            .Be(
                new KernelSummary
                {
                    Kernel = new KernelRef("alice", "good"),
                    Title = "good",
                    CurrentVersion = 3,
                    Accelerator = Accelerators.Tpu,
                }
            );
    }

    [Fact]
    public async Task A_version_is_pulled_with_how_it_was_to_run()
    {
        await using var bench = await KaggleBench.StartAsync();
        bench
            .Kaggle.On(
                "GetKernel",
                """
                {"metadata":{"ref":"alice/ci-runner","title":"ci runner","kernelType":"script","isPrivate":false,
                  "enableGpu":true,"enableInternet":false,"datasetDataSources":["alice/data",null],
                  "kernelDataSources":["alice/other"],"competitionDataSources":["titanic"],
                  "modelDataSources":["google/gemma"],"currentVersionNumber":4},
                 "blob":{"source":"print(1)\n","language":"python","kernelType":"script","slug":"ci-runner"}}
                """
            )
            .On("GetKernel", """{"code":403,"message":"Permission denied"}""", 403);

        var pulled = await bench.Client.PullKernelAsync(KaggleBench.Kernel, 3, Token);
        var none = await bench.Client.PullKernelAsync(KaggleBench.Kernel, 9, Token);

        none.Should().BeNull();
        pulled!.Source.Should().Be("print(1)\n");
        pulled.Internet.Should().BeFalse();
        pulled.Summary.Accelerator.Should().Be(Accelerators.Gpu);
        pulled
            .Data.Should()
            .BeEquivalentTo(
                new DataSettings
                {
                    Datasets = ["alice/data"],
                    Kernels = ["alice/other"],
                    Competitions = ["titanic"],
                    Models = ["google/gemma"],
                }
            );
        bench
            .Kaggle.Requests[0]
            .Body.Should()
            .Be("""{"userName":"alice","kernelSlug":"ci-runner","versionLabel":"v3"}""");
    }

    [Fact]
    public void A_kernels_page_is_on_the_Kaggle_that_has_it()
    {
        var local = KaggleBench.LocalAccount(new Uri("http://127.0.0.1:4711/"));
        var kaggle = local with { Kind = KaggleAccountKind.Kaggle, ApiBase = new Uri("https://api.kaggle.com/v1") };

        KernelPages.Of(local, KaggleBench.Kernel).Should().Be("http://127.0.0.1:4711/code/alice/ci-runner");
        KernelPages.Of(kaggle, KaggleBench.Kernel).Should().Be("https://www.kaggle.com/code/alice/ci-runner");
        KernelPages
            .Of(kaggle, KaggleBench.Kernel, 7)
            .Should()
            .Be("https://www.kaggle.com/code/alice/ci-runner?scriptVersionId=7");
    }

    private static string Page(int first, int count) =>
        "{\"kernels\":["
        + string.Join(',', Enumerable.Range(first, count).Select(n => $$"""{"ref":"alice/kernel-{{n}}","title":"k"}"""))
        + "]}";
}
