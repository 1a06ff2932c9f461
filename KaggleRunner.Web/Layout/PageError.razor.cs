using KaggleRunner.Core.Common;
using Microsoft.AspNetCore.Components;

namespace KaggleRunner.Web.Layout;

/// <summary>What a page shows in its place when it failed; Blazor has logged the exception already.</summary>
public sealed partial class PageError
{
    [Parameter]
    [EditorRequired]
    public Exception Error { get; set; } = null!;

    [Parameter]
    public EventCallback OnRetry { get; set; }

    private string Title => Error is RunnerException ? "This cannot be shown" : "Something went wrong on this page";
    private string Text =>
        Error is RunnerException known
            ? known.Sentence
            : "The dashboard's log says more. Runs are not affected: they go on in the background.";
}
