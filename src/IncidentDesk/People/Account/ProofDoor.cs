using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using IncidentDesk.Storage;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.People.Account;

/// <summary>Before something dangerous: the password again, and the code where the person has a second factor; then on to where the person was going.</summary>
public static class ProofDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/account/proof", async (HttpContext http, Database database, string? next) =>
            await PageAsync(http, database, next, null)).Needs().OpenWhileEnrolling().ExcludeFromDescription();
        doors.MapPost("/account/proof", ProveAsync).Needs().OpenWhileEnrolling().ExcludeFromDescription();
    }

    private static async Task<IResult> ProveAsync(
        HttpContext http, ISender sender, Database database, SessionCookie cookie, IAntiforgery antiforgery)
    {
        var person = AccountDoor.Person(http);
        if (await AccountDoor.FormAsync(http, antiforgery) is not { } form)
            return await PageAsync(http, database, null, Texts.FormStale);
        string password = AccountDoor.Field(form, "password"), code = AccountDoor.Field(form, "code"), next = AccountDoor.Field(form, "next");
        var outcome = await sender.Send(
            new Prove.Command(person.Id, password, await HasFactorAsync(database, person, http.RequestAborted) ? code : null, Prove.Place.Of(http)), http.RequestAborted);
        if (outcome is not Prove.Outcome.Proved)
            return await PageAsync(http, database, next, outcome is Prove.Outcome.Wait ? Texts.ProofWait : Texts.ProofWrong);
        await cookie.ProveAsync(http, person.Id);
        return TypedResults.LocalRedirect(LocalAddress.OrHome(next));
    }

    private static async Task<bool> HasFactorAsync(Database database, Caller person, CancellationToken cancellation) =>
        (await database.ReadAsync(reading => FactorRows.FindAsync(reading, person.Id), cancellation))?.ConfirmedAt is not null;

    private static async Task<RazorComponentResult<ProofPage>> PageAsync(HttpContext http, Database database, string? next, Text? fault)
    {
        var person = AccountDoor.Person(http);
        return new(new { Next = LocalAddress.OrHome(next), Fault = fault, HasFactor = await HasFactorAsync(database, person, http.RequestAborted) })
        {
            StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };
    }
}
