using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using IncidentDesk.Storage;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.People.Links;

/// <summary>The page behind an invitation or a reset. Opening it uses nothing up, because mail scanners open links; its form does.</summary>
public static class WelcomeDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/welcome/{token}", async (string token, Database database, TimeProvider clock, CancellationToken cancellation) =>
            Page(token, await FindAsync(database, token, clock.GetUtcNow(), cancellation))).OpenToAll();
        doors.MapPost("/welcome/{token}", SetAsync).OpenToAll();
    }

    private static async Task<IResult> SetAsync(
        string token, HttpContext http, ISender sender, Database database, SessionCookie cookie, IAntiforgery antiforgery, TimeProvider clock)
    {
        var lead = await FindAsync(database, token, clock.GetUtcNow(), http.RequestAborted);
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        if (lead is null || !await antiforgery.IsRequestValidAsync(http))
            return Page(token, lead, lead is null ? null : Texts.SignInStale);
        var password = form["password"].ToString();
        if (password != form["again"].ToString())
            return Page(token, lead, Texts.SetUpPasswordsDiffer);
        var outcome = await sender.Send(new UseLink.Command(token, password), http.RequestAborted);
        if (outcome is UseLink.Outcome.Set)
            await cookie.RememberDeviceAsync(http, lead.Person);
        return outcome switch
        {
            UseLink.Outcome.Set set => new RazorComponentResult<WelcomePage>(new { Strength = set.Strength }),
            UseLink.Outcome.BadPassword bad when Passwords.FaultOf(bad.Verdict) is { } fault => Page(token, lead, new(fault.MessageVi, fault.Message)),
            _ => Page(token, null),
        };
    }

    private static async Task<PersonLink.Lead?> FindAsync(Database database, string token, DateTimeOffset now, CancellationToken cancellation) =>
        token.Length is > 20 and < 200
            ? await database.ReadAsync(reading => PersonLink.FindAsync(reading, token, now), cancellation)
            : null;

    private static RazorComponentResult<WelcomePage> Page(string token, PersonLink.Lead? lead, Text? fault = null) =>
        new(new { Token = lead is null ? null : token, Lead = lead, Fault = fault })
        {
            StatusCode = lead is null ? StatusCodes.Status404NotFound : fault is not null ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK,
        };
}
