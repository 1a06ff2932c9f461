namespace KaggleRunner.LocalKaggle.Faults;

/// <summary>Calls that are handled and whose answer nobody gets.</summary>
internal sealed class LostAnswers(FaultSwitch faults)
{
    /// <summary>True when the call was handled here and its connection ended.</summary>
    public async Task<bool> HandleAsync(HttpContext context, FaultCall call, RequestDelegate next)
    {
        var fault = call.Kind switch
        {
            FaultCallKind.Push => FaultNames.LostPushAnswer,
            FaultCallKind.Read => FaultNames.LostAnswer,
            _ => null,
        };
        if (fault is null || faults.StrikeNow(fault, call) is null)
        {
            return false;
        }

        try
        {
            await context.WithBodyAsync(Stream.Null, () => next(context));
        }
        finally
        {
            context.Abort();
        }

        return true;
    }
}
