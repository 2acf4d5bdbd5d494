using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using IncidentDesk.Storage;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.People.Account;

/// <summary>
/// The page of the second factor. All of it asks for a fresh proof: whoever found an open session must not make it theirs by adding a factor of their own.
/// </summary>
public static class FactorDoor
{
    private const string Address = "/account/second-factor";

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet(Address, (HttpContext http, ISender sender, Database database, string? next) =>
            PageAsync(http, sender, database, next: next)).Needs().OpenWhileEnrolling().NeedsFreshProof().ExcludeFromDescription();
        doors.MapPost(Address, ConfirmAsync).Needs().OpenWhileEnrolling().NeedsFreshProof().ExcludeFromDescription();
        doors.MapPost(Address + "/codes", NewCodesAsync).Needs().NeedsFreshProof().ExcludeFromDescription();
        doors.MapPost(Address + "/off", TurnOffAsync).Needs().NeedsFreshProof().ExcludeFromDescription();
    }

    private static async Task<IResult> ConfirmAsync(HttpContext http, ISender sender, Database database, SessionCookie cookie, IAntiforgery antiforgery)
    {
        var person = AccountDoor.Person(http);
        if (await AccountDoor.FormAsync(http, antiforgery) is not { } form)
            return await PageAsync(http, sender, database, Texts.FormStale);
        var next = AccountDoor.Field(form, "next");
        if (await sender.Send(new SetUpFactor.Confirm(AccountDoor.Field(form, "code")), http.RequestAborted) is not { } codes)
            return await PageAsync(http, sender, database, Texts.FactorCodeWrong, next);
        await cookie.RememberDeviceAsync(http, person.Id);
        return Codes(http, codes, next);
    }

    private static async Task<IResult> NewCodesAsync(HttpContext http, ISender sender, Database database, IAntiforgery antiforgery)
    {
        var person = AccountDoor.Person(http);
        var isOn = await IsOnAsync(database, person, http.RequestAborted);
        return isOn && await AccountDoor.FormAsync(http, antiforgery) is not null
            ? Codes(http, await sender.Send(new SetUpFactor.NewCodes(), http.RequestAborted), null)
            : await PageAsync(http, sender, database, Texts.FormStale);
    }

    private static async Task<IResult> TurnOffAsync(HttpContext http, ISender sender, Database database, IAntiforgery antiforgery)
    {
        AccountDoor.Person(http);
        if (await AccountDoor.FormAsync(http, antiforgery) is null)
            return await PageAsync(http, sender, database, Texts.FormStale);
        return await sender.Send(new SetUpFactor.TurnOff(), http.RequestAborted)
            ? TypedResults.LocalRedirect("/account")
            : await PageAsync(http, sender, database, Texts.FactorMustStay);
    }

    private static RazorComponentResult<FactorPage> Codes(HttpContext http, IReadOnlyList<string> codes, string? next)
    {
        // The set-up is over with this answer: the rest of the page is drawn for somebody who is in.
        http.Items[typeof(Caller)] = Caller.Of(http) with { MustEnrol = false };
        return new(new { Codes = codes, Next = LocalAddress.OrHome(next) });
    }

    private static async Task<bool> IsOnAsync(Database database, Caller person, CancellationToken cancellation) =>
        (await database.ReadAsync(reading => FactorRows.FindAsync(reading, person.Id), cancellation))?.ConfirmedAt is not null;

    private static async Task<IResult> PageAsync(HttpContext http, ISender sender, Database database, Text? fault = null, string? next = null)
    {
        var person = AccountDoor.Person(http);
        var secret = await IsOnAsync(database, person, http.RequestAborted) ? null : await sender.Send(new SetUpFactor.Secret(fault is not null), http.RequestAborted);
        var user = await database.ReadAsync(
            reading => reading.SingleAsync<string>("SELECT user_name FROM people WHERE id = @id", new { id = person.Id }), http.RequestAborted);
        return new RazorComponentResult<FactorPage>(new { Secret = secret, User = user, Fault = fault, Next = LocalAddress.OrHome(next) })
        {
            StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };
    }
}
