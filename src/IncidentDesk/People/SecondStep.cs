using System.Globalization;
using System.Security.Cryptography;
using IncidentDesk.People.Account;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using IncidentDesk.Storage;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.People;

/// <summary>
/// Between the right password and the code: a sealed note in the form says who showed the password, for five minutes and until they are signed out everywhere. There is no
/// session yet.
/// </summary>
public static class SecondStep
{
    private static readonly TimeSpan Good = TimeSpan.FromMinutes(5);

    public static void Map(IEndpointRouteBuilder doors) => doors.MapPost("/sign-in/second", EnterAsync).OpenToAll();

    /// <summary>The page that asks for the code.</summary>
    public static RazorComponentResult<SecondStepPage> Page(IDataProtectionProvider protection, SignIn.SignedIn person, string next, DateTimeOffset now) =>
        Page(Protector(protection).Protect(string.Create(CultureInfo.InvariantCulture, $"{person.Id:D} {now.ToUnixTimeMilliseconds()} {person.Name}")), next, null);

    private static async Task<IResult> EnterAsync(
        HttpContext http, ISender sender, SessionCookie cookie, Database database, IDataProtectionProvider protection, IAntiforgery antiforgery, TimeProvider clock)
    {
        if (await AccountDoor.FormAsync(http, antiforgery) is not { } form || Read(protection, AccountDoor.Field(form, "proof"), clock.GetUtcNow()) is not { } person
            || !await database.ReadAsync(reading => SessionRows.IsWelcomeSinceAsync(reading, person.Id, person.Since, clock.GetUtcNow()), http.RequestAborted))
            return TypedResults.LocalRedirect("/sign-in");
        string proof = AccountDoor.Field(form, "proof"), next = AccountDoor.Field(form, "next");
        switch (await sender.Send(new Prove.Command(person.Id, null, AccountDoor.Field(form, "code"), Prove.Place.Of(http) with { Session = null }), http.RequestAborted))
        {
            case Prove.Outcome.Proved:
                await cookie.StartAsync(http, person.Id, person.Name);
                return TypedResults.LocalRedirect(LocalAddress.OrHome(next));
            case Prove.Outcome.Wait:
                return Page(proof, next, Texts.ProofWait);
            default:
                return Page(proof, next, Texts.FactorCodeWrong);
        }
    }

    private static (Guid Id, string Name, DateTimeOffset Since)? Read(IDataProtectionProvider protection, string proof, DateTimeOffset now)
    {
        try
        {
            return Protector(protection).Unprotect(proof).Split(' ', 3) is [var id, var at, var name]
                && DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(at, CultureInfo.InvariantCulture)) is var since && now < since + Good
                ? (Guid.Parse(id), name, since)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static IDataProtector Protector(IDataProtectionProvider protection) => protection.CreateProtector("second-step");

    private static RazorComponentResult<SecondStepPage> Page(string proof, string? next, Text? fault) =>
        new(new { Proof = proof, Next = LocalAddress.OrHome(next), Fault = fault })
        {
            StatusCode = fault is null ? StatusCodes.Status200OK : fault == Texts.ProofWait ? StatusCodes.Status429TooManyRequests : StatusCodes.Status400BadRequest,
        };
}
