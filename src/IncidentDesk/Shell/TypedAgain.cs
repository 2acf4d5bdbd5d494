using Microsoft.AspNetCore.Http.Features;

namespace IncidentDesk.Shell;

/// <summary>
/// Nothing typed is lost: where the answer to a form is a refusal with the same form on its page, that form holds what was typed, whatever page it is. A page that fills its
/// form in itself gets the same words once more.
/// </summary>
public static class TypedAgain
{
    public static IApplicationBuilder UseTypedAgain(this IApplicationBuilder app)
    {
        var words = app.ApplicationServices.GetRequiredService<WordsInHand>();
        return app.Use((http, next) => IsForm(http) || ComesBack(http) ? AnswerAsync(http, next, words) : next(http));
    }

    private static bool IsForm(HttpContext http) => http.Request.Method == HttpMethods.Post && http.Request.HasFormContentType && !http.Request.Path.StartsWithSegments("/api");

    private static bool ComesBack(HttpContext http) => http.Request.Method == HttpMethods.Get && !http.Request.Path.StartsWithSegments("/api") && WordsInHand.AreThere(http)
        && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    // A page is whole before any of it goes out; a file or a stream goes as it comes.
    private static async Task AnswerAsync(HttpContext http, RequestDelegate next, WordsInHand words)
    {
        var answer = http.Response.Body;
        using var page = new HeldPageStream(http.Response, answer);
        http.Response.Body = page;
        try
        {
            await next(http);
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
        }
        finally
        {
            http.Response.Body = answer;
        }
        if (IsForm(http))
            await words.KeepAsync(http);
        if (page.Text is not { } text)
            return;
        if (Written(http, text, words) is { } filled)
            (text, http.Response.ContentLength) = (filled, null);
        await http.Response.WriteAsync(text, http.RequestAborted);
    }

    /// <summary>Null where nothing is to be written into it.</summary>
    private static string? Written(HttpContext http, string text, WordsInHand words)
    {
        if (IsForm(http) && http.Response.StatusCode < 400)
            return null;
        // Read by whoever judged it; a form that nobody read was refused before it came to that.
        return !IsForm(http) ? words.Given(http, text)
            : http.Features.Get<IFormFeature>()?.Form is { } typed ? new FilledForm(typed, http.Response.StatusCode == StatusCodes.Status412PreconditionFailed).In(text, http.Request.Path.Value!) : null;
    }
}
