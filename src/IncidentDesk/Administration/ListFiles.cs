using IncidentDesk.Agencies.Csv;
using IncidentDesk.Audit;
using IncidentDesk.Centres;
using IncidentDesk.Delivery;
using IncidentDesk.Duty;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.People.Register;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using MediatR;

namespace IncidentDesk.Administration;

/// <summary>Each list as a table for a spreadsheet: the same queries as the doors of the API, so the same wall and the same words. At most ten thousand lines.</summary>
public static class ListFiles
{
    private const int Page = 200, MostLines = 10_000;

    /// <summary>For the desk's administrators; each is the list of the door of that name.</summary>
    public static readonly IReadOnlyList<string> Names = ["incidents", "deliveries", "alarms", "people", "centres", "duty", "audit"];

    // Whoever finds an administrator's machine open does not carry everybody's addresses away.
    private static readonly IReadOnlyList<string> WithContacts = ["deliveries", "people", "centres"];

    public static void Map(IEndpointRouteBuilder doors)
    {
        foreach (var name in Names)
        {
            var door = doors.MapGet($"/lists/{name}.csv", async (HttpContext http, ISender sender, AuditBook book) =>
            {
                QueryString.Of(http.Request).Done();
                var (columns, rows) = await TableAsync(name, sender, http.RequestAborted);
                book.Taken(Caller.Of(http), "list.export", name, "exported csv");
                http.Response.Headers.CacheControl = "no-store";
                return TypedResults.Bytes(CsvText.Write(columns, rows), "text/csv; charset=utf-8", $"{name}.csv");
            }).NeedsDesk(Scopes.Admin).ExcludeFromDescription();
            if (WithContacts.Contains(name))
                door.NeedsFreshProof();
        }
        // The table of the register, as the API gives it: a page leads over the proof and back, which a link into the API cannot.
        doors.MapGet("/lists/agencies.csv", async (HttpContext http, ISender sender) =>
        {
            QueryString.Of(http.Request).Done();
            http.Response.Headers.CacheControl = "no-store";
            return TypedResults.Bytes(await sender.Send(new ExportRegister.Query("agencies"), http.RequestAborted), "text/csv; charset=utf-8", "agencies.csv");
        }).NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
    }

    private static async Task<(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)> TableAsync(string name, ISender sender, CancellationToken cancellation) => name switch
    {
        "incidents" => (["number", "title", "category", "agency", "system", "status", "severity", "serious", "score", "tlp", "detectedAt", "receivedAt", "acknowledgedAt", "endedAt"],
            Cells(await AllAsync(cursor => sender.Send(new ListIncidents.Query(new(), "newest", Page, cursor), cancellation)), one =>
            [
                one.Number, one.Title, one.Category, one.Agency, one.System, one.Status, one.Severity, one.Serious ? "yes" : "no",
                one.Score?.ToString(System.Globalization.CultureInfo.InvariantCulture), one.Tlp, At(one.DetectedAt), At(one.ReceivedAt), At(one.AcknowledgedAt), At(one.EndedAt),
            ])),
        "deliveries" => (["incident", "cause", "channel", "recipient", "address", "state", "guard", "attempts", "plannedAt", "endedAt", "reply"],
            Cells(await AllAsync(cursor => sender.Send(new ListDeliveries.Query([], null, null, null, "", false, Page, cursor), cancellation)), one =>
            [
                one.Incident, one.Cause.Kind, one.Channel, one.Recipient.Name, one.Recipient.Address, one.State, one.Guard, $"{one.Attempts.Count}", At(one.PlannedAt),
                At(one.EndedAt), one.Attempts is [.., var last] ? last.Reply : null,
            ])),
        "alarms" => (["kind", "severity", "since", "acknowledgedBy", "endedAt", "textVi", "text"],
            Cells(await AllAsync(cursor => sender.Send(new ListAlarms.Query([], null, "", Page, cursor), cancellation)), one =>
                [one.Kind, one.Severity, At(one.Since), one.AcknowledgedBy, At(one.EndedAt), one.TextVi, one.Text])),
        "people" => (["user", "name", "role", "position", "agency", "phone", "email", "state"],
            Cells(await AllAsync(cursor => sender.Send(new ListPeople.Query(null, null, null, null, Page, cursor), cancellation)), one =>
                [one.User, one.Name, one.Role, one.Position, one.Agency, one.Phone, one.Email, one.State])),
        "centres" => (["centre", "name", "channel", "value", "purpose", "source", "verifiedOn", "verifiedBy", "warning"],
            Cells((await AllAsync(cursor => sender.Send(new ListCentres.Query(Page, cursor), cancellation))).SelectMany(centre => centre.Contacts, (centre, contact) => (centre, contact)), one =>
            [
                one.centre.Id, one.centre.Name, one.contact.Channel, one.contact.Value, one.contact.Purpose, one.contact.Source, At(one.contact.VerifiedOn), one.contact.VerifiedBy, one.contact.Warning,
            ])),
        "duty" => (["person", "post", "startsAt", "endsAt"],
            Cells((await sender.Send(new ListDuty.Query(null, null, "", Page, null), cancellation)).Items, one => [one.Person.Name, one.Post, At(one.StartsAt), At(one.EndsAt)])),
        _ => (["seq", "at", "actor", "action", "subject", "outcome", "address", "hash"],
            Cells(await AllAsync(cursor => sender.Send(new ListAudit.Query(null, null, null, null, null, "", Page, cursor), cancellation)), one =>
                [$"{one.Seq}", At(one.At), one.Actor, one.Action, one.Subject, one.Outcome, one.Address, one.Hash])),
    };

    private static async Task<IReadOnlyList<T>> AllAsync<T>(Func<string?, Task<Page<T>>> page)
    {
        var all = new List<T>();
        for (string? cursor = null; all.Count < MostLines;)
        {
            var next = await page(cursor);
            all.AddRange(next.Items);
            if ((cursor = next.NextCursor) is null)
                break;
        }
        return all;
    }

    private static IReadOnlyList<IReadOnlyList<string>> Cells<T>(IEnumerable<T> rows, Func<T, string?[]> cells) => [.. rows.Select(row => cells(row).Select(cell => cell ?? "").ToArray())];

    private static string? At(DateTimeOffset? at) => at is { } instant ? Instants.Write(instant) : null;
}
