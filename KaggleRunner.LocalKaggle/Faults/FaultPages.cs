namespace KaggleRunner.LocalKaggle.Faults;

/// <summary>What stands before a server says when the server does not.</summary>
internal static class FaultPages
{
    public const string RateLimited =
        "<html><head><title>429 Too Many Requests</title></head><body>"
        + "<center><h1>429 Too Many Requests</h1></center><hr><center>nginx</center></body></html>\n";

    public const string ServerError =
        "<html><head>\n<meta http-equiv=\"content-type\" content=\"text/html;charset=utf-8\">\n"
        + "<title>500 Server Error</title>\n</head>\n<body text=#000000 bgcolor=#ffffff>\n<h1>Error: Server Error</h1>\n"
        + "<h2>The server encountered an error and could not complete your request.</h2>\n</body></html>\n";

    public const string Unavailable =
        "<!DOCTYPE html>\n<html lang=en><title>503 Service Unavailable</title>"
        + "<p>The service is temporarily unavailable. Please try again in 30 seconds.</p></html>\n";

    public const string SignIn =
        "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Kaggle: Your Home for Data Science</title>"
        + "</head><body><div id=\"site-container\"></div></body></html>\n";

    /// <summary>As a store of files answers for a signed address that has expired.</summary>
    public const string Expired =
        "<?xml version='1.0' encoding='UTF-8'?><Error><Code>ExpiredToken</Code>"
        + "<Message>The provided token has expired.</Message></Error>";

    public static async Task AnswerAsync(HttpResponse response, int status, string page, string type = "text/html")
    {
        response.StatusCode = status;
        response.ContentType = $"{type}; charset=utf-8";
        await response.WriteAsync(page);
    }
}
