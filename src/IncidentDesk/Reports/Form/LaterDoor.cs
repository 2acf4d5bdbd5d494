using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Reports.Form;

/// <summary>News of an incident, a correction of what was said, or its withdrawal: the later reports, by a form.</summary>
public sealed class LaterDoor(ReportSending sending, DeskSettings settings, TimeProvider clock)
{
    private const string Address = "/report/later";

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet(Address, (LaterDoor door, HttpContext http, ISender sender) => door.OpenAsync(http, sender)).Needs(Scopes.Report).ExcludeFromDescription();
        doors.MapPost(Address, (LaterDoor door, HttpContext http, ISender sender, IAntiforgery antiforgery) => door.ActAsync(http, sender, antiforgery))
            .Needs(Scopes.Report).ExcludeFromDescription();
    }

    private async Task<IResult> OpenAsync(HttpContext http, ISender sender)
    {
        var query = Pipeline.QueryString.Of(http.Request);
        var (incident, kind, key) = (query.Text("incident"), query.Word("as", LaterReading.Kinds) ?? "progress", FormKeys.Read(query.Text("key")));
        query.Text("refresh");
        query.Done();
        if (await FindAsync(incident, sender, http.RequestAborted) is not var (view, said))
            return ErrorPages.Of(StatusCodes.Status404NotFound, Texts.IncidentMissing, Texts.IncidentMissingNext);
        var draft = key is { } known ? await ReportDoor.DraftAsync(known, sender, http.RequestAborted) : null;
        var answers = draft?.Answers ?? LaterReading.First(said, kind, view.Number, settings.Zone.Local(said.DetectedAt));
        var state = new FormState(key ?? FormKeys.Fresh(clock.GetUtcNow()), answers, null, await sender.Send(new ShowReporter.Query(), http.RequestAborted))
        {
            SavedAt = draft?.SavedAt, EditedAt = draft?.EditedAt, Trouble = view.EndedAt is null ? null : Texts.LaterEnded,
        };
        return Page(state, view);
    }

    private async Task<IResult> ActAsync(HttpContext http, ISender sender, IAntiforgery antiforgery)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        var answers = Answers(form);
        if (await FindAsync(answers.Or("incident"), sender, http.RequestAborted) is not var (view, said))
            return ErrorPages.Of(StatusCodes.Status404NotFound, Texts.IncidentMissing, Texts.IncidentMissingNext);
        var state = new FormState(FormKeys.Read(form["key"]) ?? FormKeys.Fresh(clock.GetUtcNow()), answers, null, await sender.Send(new ShowReporter.Query(), http.RequestAborted));
        if (!await antiforgery.IsRequestValidAsync(http))
            return Page(state with { Trouble = Texts.FormStale }, view);
        if (form["act"] == "save")
            return await KeepAsync(state, view, sender, http.RequestAborted);
        var read = LaterReading.Of(answers, said, state.Key, settings.Zone.Local(clock.GetUtcNow()));
        if (read.Body is null)
            return Page(state with { Faults = read.Faults }, view);
        return await sending.FileAsync(state, read.Body, sender, http.RequestAborted) switch
        {
            (var number, null) => TypedResults.LocalRedirect($"/incidents/{number}?sent={state.Key:D}"),
            (_, var refused) => Page(refused, view),
        };
    }

    private static async Task<IResult> KeepAsync(FormState state, IncidentView view, ISender sender, CancellationToken cancellation)
    {
        try
        {
            await sender.Send(new SaveDraft.Command(state.Key, state.Answers, null), cancellation);
            return TypedResults.LocalRedirect($"{ReportDoor.Address}?key={state.Key:D}");
        }
        catch (RefusedException refused)
        {
            return Page(FormFaults.On(state, refused.Problem), view);
        }
    }

    // A field that was emptied is an answer too: of what the page showed, nothing comes back by itself.
    private static FormAnswers Answers(IFormCollection form) => new(FormAnswers.Fixed.Append(FormAnswers.Question + "subjects")
        .Where(form.ContainsKey).ToDictionary(name => name, name => form[name].ToString().ReplaceLineEndings("\n")));

    private static async Task<(IncidentView View, ReportFacts Said)?> FindAsync(string? incident, ISender sender, CancellationToken cancellation)
    {
        if (incident is null || IncidentRef.Parse(incident) is not { } named || await sender.Send(new ShowIncident.Query(named), cancellation) is not { } found)
            return null;
        return await sender.Send(new LastSaid.Query(found.Incident.Id), cancellation) is { } said ? (found.Incident, said) : null;
    }

    private static RazorComponentResult<LaterPage> Page(FormState state, IncidentView incident) =>
        new(new { Now = state, Incident = incident }) { StatusCode = state.Status };
}
