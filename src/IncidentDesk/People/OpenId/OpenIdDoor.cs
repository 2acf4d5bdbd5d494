using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.People.OpenId;

/// <summary>To the provider and back. Where no provider is set, neither address is there.</summary>
public static class OpenIdDoor
{
    public const string Start = "/sign-in/openid", Back = "/sign-in/openid/back";

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet(Start, StartAsync).OpenToAll();
        doors.MapGet(Back, BackAsync).OpenToAll();
    }

    private static async Task<IResult> StartAsync(
        HttpContext http, string? next, string? proof, DeskSettings settings, IDataProtectionProvider protection, TimeProvider clock, ILogger<IdentityProvider> log)
    {
        var provider = Provider(http);
        var journey = Journey.Begin(proof is not null, next, clock.GetUtcNow());
        try
        {
            var address = await provider.AddressAsync(journey, settings.Address + Back, http.RequestAborted);
            journey.Leave(http, protection);
            return TypedResults.Redirect(address);
        }
        catch (ProviderFailedException fault)
        {
            return Failed(log, fault, next);
        }
    }

    private static async Task<IResult> BackAsync(
        HttpContext http, string? code, string? state, string? error, ISender sender, SessionCookie cookie, DeskSettings settings, IDataProtectionProvider protection,
        TimeProvider clock, ILogger<IdentityProvider> log)
    {
        var provider = Provider(http);
        if (Journey.Return(http, protection, state, clock.GetUtcNow()) is not { } journey)
            return Page(null, Texts.OpenIdLost, StatusCodes.Status400BadRequest);
        if (error is not null || string.IsNullOrEmpty(code))
            return Page(journey.Next, Texts.OpenIdRefused, StatusCodes.Status400BadRequest);
        try
        {
            var identity = await provider.RedeemAsync(journey, code, settings.Address + Back, http.RequestAborted);
            switch (await sender.Send(new AdmitIdentity.Command(identity), http.RequestAborted))
            {
                case AdmitIdentity.Outcome.Admitted person when journey.IsProof:
                    return await ProveAsync(http, cookie, person, settings.OpenId!.TrustsTwoFactors && identity.HasTwoFactors, journey.Next, clock.GetUtcNow());
                case AdmitIdentity.Outcome.Admitted person:
                    return await EnterAsync(http, cookie, person, settings.OpenId!.TrustsTwoFactors && identity.HasTwoFactors, journey.Next, clock.GetUtcNow());
                case AdmitIdentity.Outcome.UserTaken:
                    return Page(journey.Next, Texts.OpenIdUserTaken, StatusCodes.Status403Forbidden);
                default:
                    return Page(journey.Next, Texts.OpenIdNotHere, StatusCodes.Status403Forbidden);
            }
        }
        catch (ProviderFailedException fault)
        {
            return Failed(log, fault, journey.Next);
        }
    }

    // The desk's own second step follows, unless the provider's is trusted and was shown.
    private static async Task<IResult> EnterAsync(
        HttpContext http, SessionCookie cookie, AdmitIdentity.Outcome.Admitted person, bool hasTwoFactors, string next, DateTimeOffset now)
    {
        if (person.HasSecondFactor && !hasTwoFactors)
            return SecondStep.Page(http.RequestServices.GetRequiredService<IDataProtectionProvider>(), new(person.Person, person.Name, true), next, now);
        await cookie.StartAsync(http, person.Person, person.Name, hasTwoFactors);
        return TypedResults.LocalRedirect(next);
    }

    // Whoever has the desk's own second factor shows it here too: the step after it begins a fresh session in the place of this one.
    private static async Task<IResult> ProveAsync(
        HttpContext http, SessionCookie cookie, AdmitIdentity.Outcome.Admitted person, bool hasTwoFactors, string next, DateTimeOffset now)
    {
        if ((http.Items[typeof(Caller)] as Caller)?.Id == person.Person && person.HasSecondFactor && !hasTwoFactors)
            return SecondStep.Page(http.RequestServices.GetRequiredService<IDataProtectionProvider>(), new(person.Person, person.Name, true), next, now);
        return await cookie.ProveAsync(http, person.Person) ? TypedResults.LocalRedirect(next) : Page(next, Texts.OpenIdLost, StatusCodes.Status400BadRequest);
    }

    private static IdentityProvider Provider(HttpContext http) =>
        http.RequestServices.GetService<IdentityProvider>() ?? throw new RefusedException(Problems.NotFound());

    private static RazorComponentResult<SignInPage> Failed(ILogger log, ProviderFailedException fault, string? next)
    {
        log.LogWarning(fault, "The provider of identities: {Words}.", fault.Message);
        return Page(next, Texts.OpenIdFailed, StatusCodes.Status502BadGateway);
    }

    private static RazorComponentResult<SignInPage> Page(string? next, Text fault, int status) =>
        new(new { Next = LocalAddress.OrHome(next), User = "", Fault = fault }) { StatusCode = status };
}
