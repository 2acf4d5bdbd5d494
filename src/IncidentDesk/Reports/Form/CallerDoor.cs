using System.Globalization;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reference;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Reports.Form;

/// <summary>Somebody is on the phone: five fields, one button, and a number to read out.</summary>
public sealed class CallerDoor(ReferenceLibrary library, ReportSending sending, DeskSettings settings, TimeProvider clock)
{
    private const string Address = "/report/caller";
    private const int MostTitle = 200;

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet(Address, (CallerDoor door, HttpContext http, ISender sender) => door.OpenAsync(http, sender)).NeedsDesk(Scopes.Work).ExcludeFromDescription();
        doors.MapPost(Address, (CallerDoor door, HttpContext http, ISender sender, IAntiforgery antiforgery) => door.FileAsync(http, sender, antiforgery))
            .NeedsDesk(Scopes.Work).ExcludeFromDescription();
    }

    private async Task<IResult> OpenAsync(HttpContext http, ISender sender)
    {
        var query = Pipeline.QueryString.Of(http.Request);
        var done = query.Text("done");
        query.Text("refresh");
        query.Done();
        if (done is not null)
            return IncidentRef.Parse(done) is { } named && await sender.Send(new ShowIncident.Query(named), http.RequestAborted) is { } filed
                ? new RazorComponentResult<CalledPage>(new { filed.Incident })
                : ErrorPages.Of(StatusCodes.Status404NotFound, Texts.IncidentMissing, Texts.IncidentMissingNext);
        // When it was noticed is when the call began, unless the caller says otherwise: nobody is asked twice in thirty seconds.
        var now = settings.Zone.Local(clock.GetUtcNow());
        var answers = FormAnswers.None.With("day", now.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)).With("time", now.ToString("HH:mm", CultureInfo.InvariantCulture));
        return await PageAsync(State(FormKeys.Fresh(clock.GetUtcNow()), answers), sender, http.RequestAborted);
    }

    private async Task<IResult> FileAsync(HttpContext http, ISender sender, IAntiforgery antiforgery)
    {
        if (!http.Request.HasFormContentType)
            return await PageAsync(State(FormKeys.Fresh(clock.GetUtcNow()), FormAnswers.None) with { Trouble = Texts.FormStale }, sender, http.RequestAborted);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var state = State(FormKeys.Read(form["key"]) ?? FormKeys.Fresh(clock.GetUtcNow()), FormAnswers.Of(form, library.Form));
        if (!await antiforgery.IsRequestValidAsync(http))
            return await PageAsync(state with { Trouble = Texts.FormStale }, sender, http.RequestAborted);
        var agencies = await sender.Send(new FileForCaller.Agencies(), http.RequestAborted);
        var read = FormReading.Of(
            state.Answers.With("title", Title(state.Answers["description"])), library.Form, state.Key, settings.Zone.Local(clock.GetUtcNow()));
        var faults = read.Faults.Select(fault => fault.Path == "/title" ? FormReading.Said("description", "required", Texts.CallerWordsMissing) : fault).ToList();
        var code = FileForCaller.Find(agencies, state.Answers["agency"]);
        if (code is null)
            faults.Insert(0, FormReading.Said("agency", "unknown-reference", Texts.CallerAgencyWrong));
        if (faults.Count > 0 || read.Body is null)
            return await PageAsync(state with { Faults = faults }, sender, http.RequestAborted);
        var (number, refused) = await sending.FileAsync(state, read.Body with { Agency = code, ReportedVia = "phone" }, sender, http.RequestAborted);
        return number is null ? await PageAsync(refused!, sender, http.RequestAborted) : TypedResults.LocalRedirect($"{Address}?done={number}");
    }

    private FormState State(Guid key, FormAnswers answers) => new(key, answers, library.Form.Find(answers.Or("kind")), new(null, [], []));

    // The first sentence that was said; all of it stands in the description.
    private static string Title(string words)
    {
        var line = words.Trim().Split('\n', 2)[0].Trim();
        return line.Length <= MostTitle ? line : line[..(char.IsHighSurrogate(line[MostTitle - 2]) ? MostTitle - 2 : MostTitle - 1)] + "…";
    }

    private static async Task<IResult> PageAsync(FormState state, ISender sender, CancellationToken cancellation) =>
        new RazorComponentResult<CallerPage>(new { Now = state, Agencies = await sender.Send(new FileForCaller.Agencies(), cancellation) }) { StatusCode = state.Status };
}
