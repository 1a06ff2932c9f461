using KaggleRunner.Core.Repositories;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.NewRun;

/// <summary>The working tree before anything happens, and the user's decision what shall happen to it.</summary>
public sealed partial class SyncPanel
{
    private bool _isReviewing;
    private int _limit = 500;

    [Parameter, EditorRequired]
    public required SyncDraft Draft { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Parameter]
    public EventCallback OnRefresh { get; set; }

    private WorkingTreeStatus Status => Draft.Status;

    private string? NoneSha => Status.RemoteUrl is null ? Status.HeadSha : Status.PushedSha;

    private string PushName =>
        (Status.IsDirty, Status.RemoteUrl) switch
        {
            (_, null) => "Commit",
            (true, _) => "Commit and push",
            _ => "Push",
        };

    private string PushSentence =>
        Status.RemoteUrl is null
            ? "There is no remote: the commit travels inside the script, or as a private dataset when it is large."
            : $"What you see is what runs{(Status.Upstream is { } upstream ? $"; it goes to {upstream}" : "")}.";

    private string NoneName => Status.RemoteUrl is null ? "Run the last commit" : "Run the pushed commit";

    private string NoneSentence =>
        NoneSha is { } sha ? $"{Short(sha)} runs as it is; your changes stay here."
        : Status.HeadSha is null ? "There is no commit yet."
        : "The branch was never pushed.";

    private string Ready =>
        Status.RemoteUrl is null
            ? "There is no remote: the commit travels inside the script, or as a private dataset when it is large."
        : Status.Upstream is { } upstream ? $"This commit is on {upstream}; it runs as it is."
        : "This commit is on the remote; it runs as it is.";

    private static string Short(string sha) => sha.Length > 7 ? sha[..7] : sha;

    private Task ChooseAsync(SyncMode mode)
    {
        Draft.Mode = mode;
        return OnChanged.InvokeAsync();
    }

    private Task ConsentAsync(bool isGiven)
    {
        Draft.HasConsent = isGiven;
        return OnChanged.InvokeAsync();
    }

    private Task MessageAsync(string? message)
    {
        Draft.Message = message ?? "";
        return OnChanged.InvokeAsync();
    }

    private Task IncludeAsync(string path, bool include)
    {
        Draft.Include(path, include);
        return OnChanged.InvokeAsync();
    }

    private Task IncludeAllAsync(bool include)
    {
        Draft.IncludeAll(include);
        return OnChanged.InvokeAsync();
    }
}
