using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Agencies;

/// <summary>The pages on which an administrator enters an agency, and changes one: its names, its place in the tree, its days, its successor, its addresses.</summary>
public static class AgencyFormDoor
{
    private const string New = "/agencies/new", Change = "/agencies/{agency}/change";

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet(New, (HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            var parent = query.Text("parent");
            query.Done();
            return PageAsync(null, RegisterForm.Opened(new Dictionary<string, string> { ["parent"] = parent ?? "", ["jurisdiction"] = "civil" }), http, sender);
        }).NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
        doors.MapPost(New, AddAsync).NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
        doors.MapGet(Change, async (string agency, HttpContext http, ISender sender, DeskNames desk) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            var stands = await RequireAsync(agency, http, sender);
            return await PageAsync(stands, RegisterForm.Opened(FieldsOf(stands, desk.Zone), stands.Version), http, sender);
        }).NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
        doors.MapPost(Change, ChangeAsync).NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
    }

    private static async Task<IResult> AddAsync(HttpContext http, ISender sender, IAntiforgery antiforgery, DeskNames desk)
    {
        AgencyView? added = null;
        var refused = await RegisterForm.SendAsync(http, antiforgery, async form => added =
            await sender.Send(new AddAgency.Command(BodyOf(form, null, desk.Zone)), http.RequestAborted) switch
            {
                AddAgency.Outcome.Added done => done.Agency,
                AddAgency.Outcome.CodeTaken taken => throw RegisterBodies.Taken("/code", new { id = taken.Id, code = taken.Code }),
                _ => throw new InvalidOperationException("An outcome without an answer."),
            });
        return refused is null ? Shown(added!) : await PageAsync(null, refused, http, sender);
    }

    private static async Task<IResult> ChangeAsync(string agency, HttpContext http, ISender sender, IAntiforgery antiforgery, DeskNames desk)
    {
        var stands = await RequireAsync(agency, http, sender);
        var refused = await RegisterForm.SendAsync(http, antiforgery, async form => stands =
            await sender.Send(new ChangeAgency.Command(stands.Code, BodyOf(form, stands, desk.Zone), form.Version), http.RequestAborted) switch
            {
                ChangeAgency.Outcome.Changed done => done.Agency,
                ChangeAgency.Outcome.Stale => throw new RefusedException(Problems.Stale()),
                _ => throw new RefusedException(Problems.NotFound()),
            });
        if (refused is null)
            return Shown(stands);
        if (refused.Refused?.Word == "stale")
        {
            stands = await RequireAsync(agency, http, sender);
            refused = refused with { Now = FieldsOf(stands, desk.Zone), Version = stands.Version, By = await sender.Send(new LastTouch.Query(stands.Id), http.RequestAborted) };
        }
        return await PageAsync(stands, refused, http, sender);
    }

    private static Dictionary<string, string> FieldsOf(AgencyView agency, TimeZoneInfo zone) => new()
    {
        ["name"] = agency.Name, ["nameEn"] = agency.NameEn == agency.Name ? "" : agency.NameEn, ["kind"] = agency.Kind, ["jurisdiction"] = agency.Jurisdiction,
        ["parent"] = agency.Parent ?? "", ["successor"] = agency.Successor ?? "", ["validFrom"] = RegisterDay.Write(agency.ValidFrom, zone),
        ["validTo"] = RegisterDay.Write(agency.ValidTo, zone), ["phone"] = agency.Phone ?? "", ["email"] = agency.Email ?? "", ["safeEmail"] = agency.SafeEmail ?? "",
    };

    private static AgencyBody BodyOf(RegisterForm form, AgencyView? stands, TimeZoneInfo zone)
    {
        var unread = new List<Fault>();
        return RegisterForm.Judged(
            new AgencyBody
            {
                Code = form["code"], Name = form["name"] ?? "", NameEn = form["nameEn"], Kind = form["kind"] ?? "", Jurisdiction = form["jurisdiction"] ?? "",
                Parent = form["parent"], Successor = form["successor"], ValidFrom = form.Day("validFrom", stands?.ValidFrom, zone, unread),
                ValidTo = form.Day("validTo", stands?.ValidTo, zone, unread), Phone = form["phone"], Email = form["email"], SafeEmail = form["safeEmail"],
            },
            unread, new AgencyRules());
    }

    private static async Task<AgencyView> RequireAsync(string agency, HttpContext http, ISender sender) =>
        await sender.Send(new ShowAgency.Query(agency), http.RequestAborted) ?? throw new RefusedException(Problems.NotFound());

    private static RedirectHttpResult Shown(AgencyView agency) => TypedResults.LocalRedirect($"/agencies?agency={Uri.EscapeDataString(agency.Code)}");

    private static async Task<IResult> PageAsync(AgencyView? agency, RegisterForm form, HttpContext http, ISender sender) =>
        new RazorComponentResult<AgencyFormPage>(new
        {
            Agency = agency, Form = form, Known = (await sender.Send(new ListAgencies.Query(null, null, "name", 200, null), http.RequestAborted)).Items,
        }) { StatusCode = form.Status };
}
