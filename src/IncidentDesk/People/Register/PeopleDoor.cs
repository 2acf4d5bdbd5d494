using IncidentDesk.Operations;
using IncidentDesk.People.Account;
using IncidentDesk.People.Links;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.People.Register;

/// <summary>The administrator's pages of people: the list, the invitation, and one person with all that can be done.</summary>
public static class PeopleDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/people", (HttpContext http) =>
        {
            var query = QueryString.Of(http.Request);
            query.Text("refresh");
            var wanted = ListPeople.Of(query);
            query.Done();
            return new RazorComponentResult<PeoplePage>(new { Wanted = wanted with { Sort = wanted.Sort ?? "name" } });
        }).NeedsDesk(Scopes.Admin).ExcludeFromDescription();
        doors.MapGet("/people/new", (HttpContext http) => { AccountDoor.Person(http); return New(new(), null); })
            .NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
        doors.MapPost("/people/new", InviteAsync).NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
        doors.MapGet("/people/{person}", (string person, HttpContext http, ISender sender) => ShowAsync(http, sender, person))
            .NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
        foreach (var act in new[] { "change", "end", "return", "reset", "sign-out", "calendar" })
            doors.MapPost($"/people/{{person}}/{act}", (string person, HttpContext http, ISender sender, IAntiforgery antiforgery, DeskSettings settings) =>
                ActAsync(person, act, http, sender, antiforgery, settings.Zone.Zone)).NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
    }

    private static async Task<IResult> InviteAsync(HttpContext http, ISender sender, IAntiforgery antiforgery, DeskSettings settings)
    {
        AccountDoor.Person(http);
        if (await AccountDoor.FormAsync(http, antiforgery) is not { } form)
            return New(new(), Texts.FormStale);
        var entry = PersonEntry.Of(form);
        if (entry.ToBody(settings.Zone.Zone) is not { } body)
            return New(entry, Texts.PersonDateWrong);
        try
        {
            return await sender.Send(new InvitePerson.Command(body), http.RequestAborted) switch
            {
                InvitePerson.Outcome.Invited invited => await ShowAsync(http, sender, invited.Person.Id.ToString("D"), link: invited.Link),
                InvitePerson.Outcome.UserTaken => New(entry, Texts.SetUpUserTaken),
                InvitePerson.Outcome.NoSuchAgency => New(entry, Texts.PersonNoSuchAgency),
                _ => New(entry, Texts.Forbidden),
            };
        }
        catch (RefusedException refused) when (refused.Problem.Errors is { Count: > 0 } faults)
        {
            return New(entry, FaultOf(faults[0]));
        }
    }

    private static async Task<IResult> ActAsync(string person, string act, HttpContext http, ISender sender, IAntiforgery antiforgery, TimeZoneInfo zone)
    {
        AccountDoor.Person(http);
        var id = IdOf(person);
        if (await AccountDoor.FormAsync(http, antiforgery) is not { } form || !long.TryParse(AccountDoor.Field(form, "version"), out var version))
            return await ShowAsync(http, sender, person, Texts.FormStale);
        try
        {
            return await SendAsync(sender, id, act, version, form, zone, http.RequestAborted) switch
            {
                PersonAct.Done { Link: { } link } => await ShowAsync(http, sender, person, link: link),
                PersonAct.Done => TypedResults.LocalRedirect($"/people/{id:D}"),
                PersonAct.Stale => await ShowAsync(http, sender, person, Texts.PersonStale),
                PersonAct.Refused { Code: "last-administrator" } => await ShowAsync(http, sender, person, Texts.PersonLastAdministrator),
                PersonAct.Refused => await ShowAsync(http, sender, person, Texts.PersonNotNow),
                null => await ShowAsync(http, sender, person, Texts.PersonDateWrong),
                _ => throw new RefusedException(Problems.NotFound()),
            };
        }
        catch (RefusedException refused) when (refused.Problem.Errors is { Count: > 0 } faults)
        {
            return await ShowAsync(http, sender, person, FaultOf(faults[0]));
        }
    }

    private static async Task<PersonAct?> SendAsync(
        ISender sender, Guid person, string act, long version, IFormCollection form, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var reason = AccountDoor.Field(form, "reason").Trim();
        return act switch
        {
            "change" => PersonEntry.Of(form).ToBody(zone) is { } body ? await sender.Send(new ChangePerson.Command(person, body, version), cancellation) : null,
            "end" => await sender.Send(new EndPerson.Command(person, reason, version), cancellation),
            "return" => await sender.Send(new EndPerson.Command(person, null, version), cancellation),
            "reset" => await sender.Send(new ResetPerson.Command(person, new(reason, AccountDoor.Field(form, "secondFactor") == "yes"), version), cancellation),
            "calendar" => await sender.Send(new EndCalendarLink.Command(person), cancellation),
            _ => await sender.Send(new PersonSessions.EndAll(person), cancellation),
        };
    }

    private static async Task<IResult> ShowAsync(HttpContext http, ISender sender, string person, Text? fault = null, PersonLink.Shown? link = null)
    {
        AccountDoor.Person(http);
        var id = IdOf(person);
        var found = await sender.Send(new ShowPerson.Query(id), http.RequestAborted) ?? throw new RefusedException(Problems.NotFound());
        var sessions = await sender.Send(new PersonSessions.Query(id), http.RequestAborted) ?? [];
        return new RazorComponentResult<PersonPage>(new { Person = found, Sessions = sessions, Fault = fault, Link = link })
        {
            StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };
    }

    private static Guid IdOf(string person) => Guid.TryParse(person, out var id) ? id : throw new RefusedException(Problems.NotFound());

    private static Text FaultOf(Fault fault) => fault.Path switch
    {
        "/user" when fault.Code != "differs" => Texts.SetUpUserForm,
        "/agency" => fault.Code == "required" ? Texts.PersonNeedsAgency : fault.Message.StartsWith("This role", StringComparison.Ordinal) ? new(fault.MessageVi, fault.Message) : Texts.PersonNoSuchAgency,
        "/reason" when fault.Code is "too-short" or "required" => Texts.PersonNeedsReason,
        "/phone" => Texts.PersonPhoneForm,
        _ => new(fault.MessageVi, fault.Message),
    };

    private static RazorComponentResult<InvitePage> New(PersonEntry entry, Text? fault) =>
        new(new { Entry = entry, Fault = fault }) { StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest };
}
