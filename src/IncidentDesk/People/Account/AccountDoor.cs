using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.People.Account;

/// <summary>The page of the person who is signed in: password, second factor, and where they are signed in.</summary>
public static class AccountDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/account", (HttpContext http) => { Person(http); return Page(); }).Needs().ExcludeFromDescription();
        doors.MapPost("/account/password", ChangeAsync).Needs().ExcludeFromDescription();
        doors.MapPost("/account/calendar", CalendarAsync).Needs().NeedsFreshProof().ExcludeFromDescription();
        doors.MapPost("/account/calendar/revocation", NoCalendarAsync).Needs().ExcludeFromDescription();
        doors.MapPost("/account/sessions", EndAsync).Needs().ExcludeFromDescription();
    }

    /// <summary>The person who sits there; a key has no account.</summary>
    public static Caller Person(HttpContext http) =>
        Caller.Of(http) is { Session: not null } person ? person : throw new RefusedException(Problems.Forbidden("needs-a-person"));

    /// <summary>The form that was sent, or null when it is not of this desk's page.</summary>
    public static async Task<IFormCollection?> FormAsync(HttpContext http, IAntiforgery antiforgery) =>
        http.Request.HasFormContentType && await antiforgery.IsRequestValidAsync(http) ? await http.Request.ReadFormAsync(http.RequestAborted) : null;

    /// <summary>What a form says, without what no field of ours may hold.</summary>
    public static string Field(IFormCollection form, string name) => form[name].ToString() is { Length: <= 4000 } text && !text.Contains('\0') ? text : "";

    private static async Task<IResult> ChangeAsync(HttpContext http, ISender sender, SessionCookie cookie, IAntiforgery antiforgery)
    {
        var person = Person(http);
        if (await FormAsync(http, antiforgery) is not { } form)
            return Page(Texts.FormStale);
        var password = Field(form, "password");
        if (password != Field(form, "again"))
            return Page(Texts.SetUpPasswordsDiffer);
        var outcome = await sender.Send(new ChangePassword.Command(Field(form, "present"), password), http.RequestAborted);
        if (outcome is ChangePassword.Outcome.Changed)
            await cookie.RememberDeviceAsync(http, person.Id);
        return outcome switch
        {
            ChangePassword.Outcome.Changed changed => Page(done: Texts.PasswordChanged, strength: changed.Strength),
            ChangePassword.Outcome.BadPassword bad when Passwords.FaultOf(bad.Verdict) is { } fault => Page(new(fault.MessageVi, fault.Message)),
            ChangePassword.Outcome.NotProved { Why: Prove.Outcome.Wait } => Page(Texts.ProofWait),
            ChangePassword.Outcome.Same => Page(Texts.PasswordSame),
            _ => Page(Texts.PasswordPresentWrong),
        };
    }

    private static async Task<IResult> EndAsync(HttpContext http, ISender sender, IAntiforgery antiforgery)
    {
        var person = Person(http);
        if (await FormAsync(http, antiforgery) is not { } form)
            return Page(Texts.FormStale);
        Guid? session = Guid.TryParse(Field(form, "session"), out var one) ? one : null;
        if (session is null && Field(form, "session") != "others")
            return Page(Texts.FormStale);
        await sender.Send(new EndSessions.Command(session), http.RequestAborted);
        return session == person.Session ? TypedResults.LocalRedirect("/sign-in") : Page(done: Texts.SessionsEnded);
    }

    private static async Task<IResult> CalendarAsync(HttpContext http, ISender sender, IAntiforgery antiforgery)
    {
        Person(http);
        if (await FormAsync(http, antiforgery) is null)
            return Page(Texts.FormStale);
        http.Response.Headers.CacheControl = "no-store";
        return Page(done: Texts.CalendarMade, calendar: (await sender.Send(new MakeCalendarLink.Command(Revokes: false), http.RequestAborted))!.Address);
    }

    private static async Task<IResult> NoCalendarAsync(HttpContext http, ISender sender, IAntiforgery antiforgery)
    {
        Person(http);
        if (await FormAsync(http, antiforgery) is null)
            return Page(Texts.FormStale);
        await sender.Send(new MakeCalendarLink.Command(Revokes: true), http.RequestAborted);
        return Page(done: Texts.CalendarRevoked);
    }

    private static RazorComponentResult<AccountPage> Page(Text? fault = null, Text? done = null, string? strength = null, string? calendar = null) =>
        new(new { Fault = fault, Done = done, Strength = strength, Calendar = calendar })
        {
            StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };
}
