using IncidentDesk.Pipeline;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Shell;

/// <summary>What people see when there is no page, or no page for them: words and a way on, never a bare code.</summary>
public static class ErrorPages
{
    /// <summary>The page for a status; slices that know better words give them.</summary>
    public static RazorComponentResult<ErrorPage> Of(int status, Text heading, Text next) =>
        new(new { Heading = heading, Next = next }) { StatusCode = status };

    /// <summary>Says a problem to a person; the API says the same one as JSON.</summary>
    public static async Task ShowAsync(HttpContext http, Problem problem)
    {
        var (heading, next) = problem.Status switch
        {
            StatusCodes.Status400BadRequest when HttpMethods.IsPost(http.Request.Method) => (Texts.FormTorn, Texts.FormTornNext),
            StatusCodes.Status400BadRequest => (Texts.FilterWrong, Texts.FilterWrongNext),
            StatusCodes.Status403Forbidden => (Texts.Forbidden, Texts.ForbiddenNext),
            StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => (Texts.PageMissing, Texts.PageMissingNext),
            StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable => (Texts.Busy, Texts.BusyNext),
            _ => (Texts.Fault, Texts.FaultNext),
        };
        var page = new RazorComponentResult<ErrorPage>(new { Heading = heading, Next = next, Trace = problem.TraceId })
        {
            StatusCode = problem.Status,
        };
        // The page that failed left its mark and a spent renderer: this one gets a scope of its own and adds the mark anew.
        http.Response.Headers.Remove("blazor-enhanced-nav");
        await using var scope = http.RequestServices.CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        await page.ExecuteAsync(http);
    }
}
