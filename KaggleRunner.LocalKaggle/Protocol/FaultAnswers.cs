namespace KaggleRunner.LocalKaggle.Protocol;

/// <summary>Turns what went wrong into <c>{"code":…,"message":…}</c> with the matching HTTP status.</summary>
internal sealed partial class FaultAnswers(RequestDelegate next, ILogger<FaultAnswers> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (KaggleFault fault)
        {
            await AnswerAsync(context.Response, fault.Status, fault.Message);
        }
        catch (BadHttpRequestException exception)
        {
            await AnswerAsync(context.Response, exception.StatusCode, exception.Message);
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested)
        {
            Log.Aborted(logger, exception, context.Request.Path);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            Log.Failed(logger, exception, context.Request.Path);
            await AnswerAsync(context.Response, 500, "The local Kaggle met an error; its log tells more.");
        }
    }

    private static Task AnswerAsync(HttpResponse response, int status, string message)
    {
        if (response.HasStarted)
        {
            response.HttpContext.Abort();
            return Task.CompletedTask;
        }

        response.StatusCode = status;
        return response.WriteJsonAsync(new FaultAnswer(status, message), WireJson.Default.FaultAnswer);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Path} failed")]
        public static partial void Failed(ILogger logger, Exception exception, PathString path);

        [LoggerMessage(LogLevel.Debug, "{Path} was given up by its caller")]
        public static partial void Aborted(ILogger logger, Exception exception, PathString path);
    }
}
