using System.Text.Json.Serialization.Metadata;

namespace KaggleRunner.Core.Kaggle.Protocol;

/// <summary>One method of Kaggle's protocol: <c>POST {base}/{Service}/{Method}</c>.</summary>
/// <param name="Changes">True when it must not be repeated blindly: its answer may be lost after it was done.</param>
internal sealed record Rpc<TRequest, TAnswer>(
    string Service,
    string Method,
    JsonTypeInfo<TRequest> Request,
    JsonTypeInfo<TAnswer> Answer,
    bool Changes = false
);

/// <summary>The methods that this client uses.</summary>
internal static class Rpcs
{
    private const string Kernels = "kernels.KernelsApiService";

    public static readonly Rpc<SaveKernelRequest, SaveKernelAnswer> SaveKernel = new(
        Kernels,
        "SaveKernel",
        KaggleJson.Default.SaveKernelRequest,
        KaggleJson.Default.SaveKernelAnswer,
        Changes: true
    );

    public static readonly Rpc<KernelRequest, SessionStatusAnswer> GetKernelSessionStatus = new(
        Kernels,
        "GetKernelSessionStatus",
        KaggleJson.Default.KernelRequest,
        KaggleJson.Default.SessionStatusAnswer
    );

    public static readonly Rpc<KernelRequest, GetKernelAnswer> GetKernel = new(
        Kernels,
        "GetKernel",
        KaggleJson.Default.KernelRequest,
        KaggleJson.Default.GetKernelAnswer
    );

    public static readonly Rpc<ListOutputRequest, ListOutputAnswer> ListKernelSessionOutput = new(
        Kernels,
        "ListKernelSessionOutput",
        KaggleJson.Default.ListOutputRequest,
        KaggleJson.Default.ListOutputAnswer
    );

    public static readonly Rpc<ListOutputRequest, ListFilesAnswer> ListKernelFiles = new(
        Kernels,
        "ListKernelFiles",
        KaggleJson.Default.ListOutputRequest,
        KaggleJson.Default.ListFilesAnswer
    );

    public static readonly Rpc<ListKernelsRequest, ListKernelsAnswer> ListKernels = new(
        Kernels,
        "ListKernels",
        KaggleJson.Default.ListKernelsRequest,
        KaggleJson.Default.ListKernelsAnswer
    );

    public static readonly Rpc<KernelRequest, EmptyAnswer> DeleteKernel = new(
        Kernels,
        "DeleteKernel",
        KaggleJson.Default.KernelRequest,
        KaggleJson.Default.EmptyAnswer,
        Changes: true
    );

    public static readonly Rpc<CancelSessionRequest, EmptyAnswer> CancelKernelSession = new(
        Kernels,
        "CancelKernelSession",
        KaggleJson.Default.CancelSessionRequest,
        KaggleJson.Default.EmptyAnswer,
        Changes: true
    );

    public static readonly Rpc<EmptyRequest, QuotaAnswer> GetAcceleratorQuotaStatistics = new(
        Kernels,
        "GetAcceleratorQuotaStatistics",
        KaggleJson.Default.EmptyRequest,
        KaggleJson.Default.QuotaAnswer
    );

    public static readonly Rpc<IntrospectTokenRequest, IntrospectTokenAnswer> IntrospectToken = new(
        "security.OAuthService",
        "IntrospectToken",
        KaggleJson.Default.IntrospectTokenRequest,
        KaggleJson.Default.IntrospectTokenAnswer
    );

    public static readonly Rpc<GenerateAccessTokenRequest, GenerateAccessTokenAnswer> GenerateAccessToken = new(
        "users.AccountService",
        "GenerateAccessToken",
        KaggleJson.Default.GenerateAccessTokenRequest,
        KaggleJson.Default.GenerateAccessTokenAnswer
    );
}
