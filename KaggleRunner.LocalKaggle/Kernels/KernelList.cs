using System.Globalization;
using KaggleRunner.LocalKaggle.Protocol;
using KaggleRunner.LocalKaggle.Security;

namespace KaggleRunner.LocalKaggle.Kernels;

/// <summary>ListKernels. Nothing is voted for, forked, followed or commented on here: such lists are empty, such orders by time.</summary>
internal sealed class KernelList(KernelCatalog catalog)
{
    private const int UsualPage = 20;
    private const int LongestPage = 100;

    public ListKernelsResponse Answer(ListKernelsRequest request, RpcTrace trace)
    {
        var size = request.PageSize is > 0 and { } asked ? Math.Min(asked, LongestPage) : UsualPage;
        var page = Page(request);
        var found = Order(request, catalog.Kernels.Where(kernel => Matches(kernel, request, trace.Caller)));
        // One more than is shown tells whether there is a next page.
        var shown = found.Skip((int)Math.Min((page - 1L) * size, int.MaxValue)).Take(size + 1).ToList();
        var kernels = shown.Take(size).Select(kernel => KernelReads.Describe(kernel, Newest(kernel)));
        return new(
            kernels.ToList().NotEmpty(),
            shown.Count > size ? (page + 1).ToString(CultureInfo.InvariantCulture) : null
        );
    }

    private static int Page(ListKernelsRequest request)
    {
        if (string.IsNullOrEmpty(request.PageToken))
        {
            return Math.Max(request.Page ?? 1, 1);
        }

        return
            int.TryParse(request.PageToken, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0
            ? page
            : throw new KaggleFault(400, "The page token is not one of this server's.");
    }

    private static bool Matches(Kernel kernel, ListKernelsRequest request, Account caller) =>
        kernel.IsVisibleTo(caller)
        && IsInGroup(kernel, request.Group, caller)
        && IsAnyOr(request.User, kernel.Record.Owner)
        && IsAnyOr(request.Language, KernelForm.Python)
        && IsAnyOr(request.KernelType, kernel.Record.KernelType ?? KernelForm.Script)
        && string.IsNullOrEmpty(request.ParentKernel)
        && IsAmong(request.Dataset, Newest(kernel).Record.Datasets)
        && IsAmong(request.Competition, Newest(kernel).Record.Competitions)
        && (
            string.IsNullOrEmpty(request.Search)
            || kernel.Record.Title.Contains(request.Search, StringComparison.OrdinalIgnoreCase)
            || kernel.Record.Slug.Contains(request.Search, StringComparison.OrdinalIgnoreCase)
        );

    private static bool IsInGroup(Kernel kernel, string? group, Account caller) =>
        group switch
        {
            null or "" or "KERNELS_LIST_VIEW_TYPE_UNSPECIFIED" or "PUBLIC_AND_USERS_PRIVATE" => true,
            "PROFILE" => kernel.IsOwnedBy(caller),
            "EVERYONE" => !kernel.Record.IsPrivate,
            "UPVOTED" or "COLLABORATION" or "FORK" or "BOOKMARKED" or "RECENTLY_VIEWED" => false,
            _ => throw new KaggleFault(400, $"There is no group '{group}' of kernels."),
        };

    private static IEnumerable<Kernel> Order(ListKernelsRequest request, IEnumerable<Kernel> kernels) =>
        request.SortBy switch
        {
            "DATE_CREATED" => kernels.OrderByDescending(kernel => kernel.Record.Id),
            "RELEVANCE" => kernels
                .OrderByDescending(kernel =>
                    kernel.Record.Title.StartsWith(request.Search ?? "", StringComparison.OrdinalIgnoreCase)
                )
                .ThenByDescending(Saved),
            null
            or ""
            or "HOTNESS"
            or "COMMENT_COUNT"
            or "DATE_RUN"
            or "SCORE_ASCENDING"
            or "SCORE_DESCENDING"
            or "VIEW_COUNT"
            or "VOTE_COUNT" => kernels.OrderByDescending(Saved).ThenByDescending(kernel => kernel.Record.Id),
            _ => throw new KaggleFault(400, $"Kernels cannot be sorted by '{request.SortBy}'."),
        };

    private static DateTimeOffset Saved(Kernel kernel) => Newest(kernel).Session.Record.QueuedAt;

    private static KernelVersion Newest(Kernel kernel) => kernel.Find(kernel.CurrentVersion)!;

    private static bool IsAnyOr(string? asked, string value) =>
        asked is null or "" or "all" || string.Equals(asked, value, StringComparison.OrdinalIgnoreCase);

    private static bool IsAmong(string? asked, IReadOnlyList<string>? sources) =>
        string.IsNullOrEmpty(asked) || sources?.Contains(asked, StringComparer.OrdinalIgnoreCase) == true;
}
