using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Sharing;

/// <summary>The pages of sharing: links and register for the desk, and what is shared with the agencies for everybody. All of them work without script.</summary>
public static class SharingDoor
{
    // What the form calls the fields of the body: a refusal names them the same way.
    private static readonly IReadOnlyDictionary<string, Text> Labels = new Dictionary<string, Text>
    {
        ["/at"] = Texts.SharingAt, ["/what"] = Texts.SharingWhat, ["/centre"] = Texts.SharingCentre, ["/recipient"] = Texts.SharingRecipient, ["/incident"] = Texts.SharingIncident,
        ["/tlp"] = Texts.SharingTlp, ["/channel"] = Texts.SharingChannel, ["/cause"] = Texts.SharingCause, ["/proof"] = Texts.SharingProof,
    };

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/sharing", (HttpContext http, ISender sender, DeskSettings settings) => ListAsync(http, sender, settings, [], null))
            .NeedsDesk(Scopes.Read, Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost("/sharing", async (HttpContext http, ISender sender, DeskSettings settings, IAntiforgery antiforgery) =>
        {
            IFormCollection? said = null;
            var faults = await Forms.SendAsync(http, antiforgery, form => sender.Send(new RecordSharing.Command(BodyOf(said = form, settings)), http.RequestAborted), Labels);
            return faults.Count == 0 ? TypedResults.LocalRedirect("/sharing") : await ListAsync(http, sender, settings, faults, said);
        }).NeedsDesk(Scopes.Work).ExcludeFromDescription();
        doors.MapPost("/sharing/links/{centre}/{channel}/test", async (string centre, string channel, HttpContext http, ISender sender, DeskSettings settings, IAntiforgery antiforgery) =>
        {
            Guid? sent = null;
            var faults = await Forms.SendAsync(http, antiforgery, async _ => sent = (await sender.Send(new TestLink.Command(centre, channel), http.RequestAborted)).Id);
            return faults.Count == 0 ? TypedResults.LocalRedirect($"/deliveries/{sent:D}") : await ListAsync(http, sender, settings, faults, null);
        }).NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
        doors.MapGet("/sharing/known", async (HttpContext http, ISender sender) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            return new RazorComponentResult<KnownPage>(new { Now = await sender.Send(new ShowShared.Query(), http.RequestAborted) });
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
    }

    private static RecordSharing.SharingBody BodyOf(IFormCollection form, DeskSettings settings) => new(
        Forms.Instant(form, "at", settings.Zone.Zone) ?? throw new RefusedException(Problems.Validation(Faults.At("/at", "required"))), Forms.Of(form, "what"), Forms.Of(form, "tlp"),
        Forms.Of(form, "cause"), Forms.Of(form, "channel"), Forms.Of(form, "proof"), Forms.Said(form, "recipient"), Forms.Said(form, "centre"), Forms.Said(form, "incident"));

    private static async Task<IResult> ListAsync(HttpContext http, ISender sender, DeskSettings settings, IReadOnlyList<Text> faults, IFormCollection? said)
    {
        var query = Pipeline.QueryString.Of(http.Request);
        var typed = new SharingPage.Asked(query.Word("kind", SharingFilter.Kinds), query.Word("tlp", Words.Tlp), query.Text("centre", 60), query.Text("from", 40), query.Text("to", 40));
        var cursor = query.Text("cursor", 2000);
        query.Done();
        var filter = new SharingFilter(Day(typed.From, settings, 0), Day(typed.To, settings, 1), typed.Kind, typed.Centre, typed.Tlp);
        return new RazorComponentResult<SharingPage>(new
        {
            Links = (await sender.Send(new ListCentreLinks.Query(), http.RequestAborted)).Items, Records = await sender.Send(new ListSharing.Query(filter, 50, cursor), http.RequestAborted),
            Filter = filter, Typed = typed, Faults = faults, Said = said,
        }) { StatusCode = Forms.StatusOf(faults) };
    }

    // What is no day is no filter.
    private static DateTimeOffset? Day(string? text, DeskSettings settings, int later)
    {
        if (!DateOnly.TryParseExact(text, ["yyyy-MM-dd", "d/M/yyyy"], System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) || day.Year is < 1900 or > 9000)
            return null;
        var local = day.AddDays(later).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, settings.Zone.Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
