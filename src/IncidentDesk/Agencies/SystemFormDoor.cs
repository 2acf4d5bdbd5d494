using System.Globalization;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Systems;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Agencies;

/// <summary>The pages on which an administrator enters an information system, and changes one; what its facts suggest can be seen before it is saved.</summary>
public static class SystemFormDoor
{
    private const string New = "/agencies/systems/new", Change = "/agencies/systems/{system}/change";

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet(New, (HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            var agency = query.Text("agency");
            query.Done();
            return PageAsync(null, RegisterForm.Opened(new Dictionary<string, string> { ["agency"] = agency ?? "", ["exposure"] = "internal" }), null, http, sender);
        }).NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
        doors.MapPost(New, AddAsync).NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
        doors.MapGet(Change, async (string system, HttpContext http, ISender sender) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            var stands = await RequireAsync(system, http, sender);
            return await PageAsync(stands, RegisterForm.Opened(FieldsOf(stands), stands.Version), null, http, sender);
        }).NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
        doors.MapPost(Change, ChangeAsync).NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
    }

    private static async Task<IResult> AddAsync(HttpContext http, ISender sender, IAntiforgery antiforgery)
    {
        SystemView? added = null;
        var asked = default(Asked);
        var refused = await RegisterForm.SendAsync(http, antiforgery, async form =>
        {
            if ((asked = Asked.Of(form)) is null)
                added = await sender.Send(new AddSystem.Command(BodyOf(form)), http.RequestAborted) switch
                {
                    AddSystem.Outcome.Added done => done.System,
                    AddSystem.Outcome.CodeTaken taken => throw RegisterBodies.Taken("/code", new { id = taken.Id, code = taken.Code }),
                    _ => throw new RefusedException(Problems.Validation(Faults.At("/agency", "unknown-reference", form["agency"] ?? ""))),
                };
        });
        return added is null ? await PageAsync(null, refused ?? asked!.Form, asked?.Suggested, http, sender) : Shown(added);
    }

    private static async Task<IResult> ChangeAsync(string system, HttpContext http, ISender sender, IAntiforgery antiforgery)
    {
        var stands = await RequireAsync(system, http, sender);
        var (changed, asked) = (default(SystemView), default(Asked));
        var refused = await RegisterForm.SendAsync(http, antiforgery, async form =>
        {
            if ((asked = Asked.Of(form)) is null)
                changed = await sender.Send(new ChangeSystem.Command(stands.Id.ToString("D"), BodyOf(form), form.Version), http.RequestAborted) switch
                {
                    ChangeSystem.Outcome.Changed done => done.System,
                    ChangeSystem.Outcome.Stale => throw new RefusedException(Problems.Stale()),
                    _ => throw new RefusedException(Problems.NotFound()),
                };
        });
        if (changed is not null)
            return Shown(changed);
        if (refused?.Refused?.Word == "stale")
        {
            stands = await RequireAsync(system, http, sender);
            refused = refused with { Now = FieldsOf(stands), Version = stands.Version, By = await sender.Send(new LastTouch.Query(stands.Id), http.RequestAborted) };
        }
        return await PageAsync(stands, refused ?? asked!.Form, asked?.Suggested, http, sender);
    }

    private static Dictionary<string, string> FieldsOf(SystemView system) => new()
    {
        ["name"] = system.Name, ["level"] = system.Level.ToString(CultureInfo.InvariantCulture), ["personalData"] = system.PersonalData, ["basicSubjects"] = Figure(system.BasicSubjects),
        ["sensitiveSubjects"] = Figure(system.SensitiveSubjects), ["purpose"] = system.Purpose ?? "", ["reach"] = system.Reach ?? "", ["harm"] = system.Harm ?? "",
        ["exposure"] = system.Exposure, ["provider"] = system.Provider ?? "",
    };

    private static SystemBody BodyOf(RegisterForm form)
    {
        var unread = new List<Fault>();
        return RegisterForm.Judged(
            new SystemBody
            {
                Code = form["code"], Agency = form["agency"], Name = form["name"] ?? "", Level = (int)Math.Min(form.Number("level", unread) ?? 0, 9),
                PersonalData = form["personalData"] ?? "", BasicSubjects = form.Number("basicSubjects", unread), SensitiveSubjects = form.Number("sensitiveSubjects", unread),
                Purpose = form["purpose"], Reach = form["reach"], Harm = form["harm"], Exposure = form["exposure"] ?? "", Provider = form["provider"],
            },
            unread, new SystemRules());
    }

    private static string Figure(long? figure) => figure?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static async Task<SystemView> RequireAsync(string system, HttpContext http, ISender sender) =>
        await sender.Send(new ShowSystem.Query(system), http.RequestAborted) ?? throw new RefusedException(Problems.NotFound());

    private static RedirectHttpResult Shown(SystemView system) => TypedResults.LocalRedirect($"/agencies?agency={Uri.EscapeDataString(system.Agency)}");

    private static async Task<IResult> PageAsync(SystemView? system, RegisterForm form, LevelSuggestion? suggested, HttpContext http, ISender sender) =>
        new RazorComponentResult<SystemFormPage>(new
        {
            System = system, Form = form, Suggested = suggested,
            Known = system is null ? (await sender.Send(new ListAgencies.Query(null, null, "name", 200, null), http.RequestAborted)).Items : [],
        }) { StatusCode = form.Status };

    /// <summary>The button that saves nothing: which level the facts suggest, as they are typed.</summary>
    private sealed record Asked(RegisterForm Form, LevelSuggestion Suggested)
    {
        public static Asked? Of(RegisterForm form)
        {
            if (form["act"] != "suggest")
                return null;
            var unread = new List<Fault>();
            var facts = new SystemFacts(
                form["personalData"], form.Number("basicSubjects", unread), form.Number("sensitiveSubjects", unread), form["purpose"], form["reach"], form["harm"]);
            return unread.Count == 0 ? new(form, LevelSuggestion.Of(facts)) : throw new RefusedException(Problems.Validation(unread));
        }
    }
}
