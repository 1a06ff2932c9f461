namespace KaggleRunner.LocalKaggle.Faults;

/// <summary>Comes between the gate and the handlers, which know nothing of it.</summary>
internal sealed class FaultInjection(
    RequestDelegate next,
    FaultSwitch faults,
    FaultCallReader calls,
    RefusalFaults refusals,
    StatusFaults statuses,
    DownloadFaults downloads,
    LostAnswers lost,
    BodyFaults bodies
)
{
    public async Task InvokeAsync(HttpContext context)
    {
        faults.Refresh();
        var call = await calls.ReadAsync(context);
        if (call.Kind == FaultCallKind.None)
        {
            await next(context);
            return;
        }

        if (call.Kind == FaultCallKind.Push)
        {
            statuses.Pushed(call);
        }

        if (
            await downloads.AnswerAsync(context, call)
            || await refusals.AnswerAsync(context, call)
            || await statuses.AnswerAsync(context, call)
            || await lost.HandleAsync(context, call, next)
        )
        {
            return;
        }

        await bodies.HandleAsync(context, call, next);
    }
}
