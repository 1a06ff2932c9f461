using static KaggleRunner.Tests.LocalKaggle.Contract.Shape;

namespace KaggleRunner.Tests.LocalKaggle.Contract;

/// <summary>The answers of the calls, as the official SDK declares their fields.</summary>
internal static class AnswerShapes
{
    private static readonly Shape Metadata = Object(
        ("id", Integer),
        ("ref", Text),
        ("title", Text),
        ("author", Text),
        ("slug", Text),
        ("lastRunTime", Time),
        ("language", Text),
        ("kernelType", Text),
        ("isPrivate", Flag),
        ("enableGpu", Flag),
        ("enableInternet", Flag),
        ("enableTpu", Flag),
        ("categoryIds", ListOf(Text)),
        ("datasetDataSources", ListOf(Text)),
        ("kernelDataSources", ListOf(Text)),
        ("competitionDataSources", ListOf(Text)),
        ("modelDataSources", ListOf(Text)),
        ("totalVotes", Integer),
        ("currentVersionNumber", Integer),
        ("dockerImage", Text),
        ("machineShape", Text)
    );

    private static readonly Shape Quota = Object(
        ("timeUsed", Duration),
        ("timeReserved", Duration),
        ("totalTimeAllowed", Duration),
        ("minimumTimeAllowed", Duration),
        ("isPayToScaleEnabled", Flag),
        ("hasEverRun", Flag)
    );

    private static readonly Shape Soft = Object(("errorMessage", Text));

    private static readonly Dictionary<string, Shape> ByMethod = new(StringComparer.Ordinal)
    {
        ["SaveKernel"] = Object(
            ("ref", Text),
            ("url", Text),
            ("versionNumber", Integer),
            ("kernelId", Integer),
            ("error", Text),
            ("invalidTags", ListOf(Text)),
            ("invalidDatasetSources", ListOf(Text)),
            ("invalidCompetitionSources", ListOf(Text)),
            ("invalidKernelSources", ListOf(Text)),
            ("invalidModelSources", ListOf(Text))
        ),
        ["GetKernel"] = Object(
            ("metadata", Metadata),
            ("blob", Object(("source", Text), ("language", Text), ("kernelType", Text), ("slug", Text)))
        ),
        ["GetKernelSessionStatus"] = Object(
            (
                "status",
                Names("QUEUED", "RUNNING", "COMPLETE", "ERROR", "CANCEL_REQUESTED", "CANCEL_ACKNOWLEDGED", "NEW_SCRIPT")
            ),
            ("failureMessage", Text)
        ),
        ["ListKernels"] = Object(("kernels", ListOf(Metadata)), ("nextPageToken", Text)),
        ["ListKernelFiles"] = Object(
            ("files", ListOf(Object(("name", Text), ("size", Integer), ("creationDate", Time)))),
            ("nextPageToken", Text)
        ),
        ["ListKernelSessionOutput"] = Object(
            ("files", ListOf(Object(("url", Text), ("fileName", Text)))),
            ("log", Text),
            ("nextPageToken", Text)
        ),
        ["DeleteKernel"] = Soft,
        ["CancelKernelSession"] = Soft,
        ["GetAcceleratorQuotaStatistics"] = Object(
            ("quotaRefreshTime", Time),
            ("gpuQuota", Quota),
            ("tpuQuota", Quota)
        ),
        ["StartBlobUpload"] = Object(("token", Text), ("createUrl", Text)),
        ["CreateDataset"] = DatasetShapes.Created,
        ["CreateDatasetVersion"] = DatasetShapes.Created,
        ["CreateDatasetVersionById"] = DatasetShapes.Created,
        ["GetDatasetStatus"] = DatasetShapes.Status,
        ["GetDataset"] = DatasetShapes.Dataset,
        ["ListDatasets"] = Object(("datasets", ListOf(DatasetShapes.Dataset)), ("nextPageToken", Text)),
        ["ListDatasetFiles"] = DatasetShapes.Files,
        ["IntrospectToken"] = Object(("active", Flag), ("username", Text)),
        ["GenerateAccessToken"] = Object(
            ("token", Text),
            ("expiresIn", Integer),
            ("userName", Text),
            ("userId", Integer)
        ),
    };

    /// <summary>Null for a method whose answer is not written down here.</summary>
    public static Shape? Of(string method) =>
        ByMethod.GetValueOrDefault(method[(method.IndexOf('/', StringComparison.Ordinal) + 1)..]);
}
