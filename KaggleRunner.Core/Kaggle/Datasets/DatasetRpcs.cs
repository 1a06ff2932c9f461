namespace KaggleRunner.Core.Kaggle.Protocol;

/// <summary>The methods for uploads and datasets.</summary>
internal static class DatasetRpcs
{
    private const string Datasets = "datasets.DatasetApiService";

    /// <summary>May be repeated: an upload that nobody uses is forgotten by Kaggle.</summary>
    public static readonly Rpc<StartBlobUploadRequest, StartBlobUploadAnswer> StartBlobUpload = new(
        "blobs.BlobApiService",
        "StartBlobUpload",
        DatasetJson.Default.StartBlobUploadRequest,
        DatasetJson.Default.StartBlobUploadAnswer
    );

    public static readonly Rpc<CreateDatasetRequest, CreateDatasetAnswer> CreateDataset = new(
        Datasets,
        "CreateDataset",
        DatasetJson.Default.CreateDatasetRequest,
        DatasetJson.Default.CreateDatasetAnswer,
        Changes: true
    );

    public static readonly Rpc<CreateDatasetVersionRequest, CreateDatasetAnswer> CreateDatasetVersion = new(
        Datasets,
        "CreateDatasetVersion",
        DatasetJson.Default.CreateDatasetVersionRequest,
        DatasetJson.Default.CreateDatasetAnswer,
        Changes: true
    );

    public static readonly Rpc<DatasetRequest, DatasetStatusAnswer> GetDatasetStatus = new(
        Datasets,
        "GetDatasetStatus",
        DatasetJson.Default.DatasetRequest,
        DatasetJson.Default.DatasetStatusAnswer
    );
}
