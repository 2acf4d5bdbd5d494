using System.Text;
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

    private static bool ComesBack(HttpContext http) => http.Request.Method == HttpMethods.Get && WordsInHand.AreThere(http)
        && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    // The answer is whole before any of it goes out.
    private static async Task AnswerAsync(HttpContext http, RequestDelegate next, WordsInHand words)
    {
        var (answer, page) = (http.Response.Body, new MemoryStream());
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
        if (Written(http, page, words) is { } filled)
        {
            http.Response.ContentLength = null;
            await http.Response.WriteAsync(filled, http.RequestAborted);
            return;
        }
        page.Position = 0;
        await page.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    /// <summary>Null where nothing is to be written into it.</summary>
    private static string? Written(HttpContext http, MemoryStream page, WordsInHand words)
    {
        if (http.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) != true || (IsForm(http) && http.Response.StatusCode < 400))
            return null;
        var text = Encoding.UTF8.GetString(page.GetBuffer(), 0, (int)page.Length);
        // Read by whoever judged it; a form that nobody read was refused before it came to that.
        return !IsForm(http) ? words.Given(http, text)
            : http.Features.Get<IFormFeature>()?.Form is { } typed ? new FilledForm(typed, http.Response.StatusCode == StatusCodes.Status412PreconditionFailed).In(text, http.Request.Path.Value!) : null;
    }
}
