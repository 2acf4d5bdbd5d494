using IncidentDesk.Approvals;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IncidentDesk.Incidents;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery.Dossier;

/// <summary>
/// Writes everything that there is about one incident into its dossier: what was said, decided, sent, answered. An agency gets what it may
/// see elsewhere: no internal lines, nothing about the desk's own people, no mail that was written to the desk. Who audits gets ids and sums.
/// </summary>
public sealed class DossierReading(Reading reading, Caller caller, DossierFile dossier, string dataDirectory)
{
    private DateTimeOffset latest;

    public async Task<DossierSummary> WriteAsync(Guid incident)
    {
        var (view, _) = (await IncidentViews.FindAsync(reading, incident))!.Value;
        latest = view.ReceivedAt;
        // Whom the desk calls among its own is the desk's.
        if (!caller.IsDesk)
            view = view with { Deliveries = [.. view.Deliveries.Where(one => one.Recipient.Person is null)] };
        view = view with { Deliveries = [.. view.Deliveries.Select(one => one with { Recipient = one.Recipient.For(caller) })] };
        dossier.AddJson("incident.json", view, view.ReceivedAt);
        await WriteReportsAsync(incident);
        var hide = await ContactNames.HiddenFromAsync(reading, incident, caller);
        var timeline = await ListAsync<TimelinePart>(
            "timeline", incident, TimelinePart.Select(caller.IsDesk), part => part.At, part => part.For(hide));
        var asked = ApprovalRows.Parameters(caller);
        asked["incident"] = incident;
        await ListAsync<ApprovalPart>("approvals", incident, ApprovalPart.Select(ApprovalRows.MaySee(caller)), part => part.DecidedAt ?? part.AskedAt, parameters: asked);
        await ListAsync<AlarmPart>("alarms", incident, AlarmPart.Select(OwnPeople.AlarmsFor(caller)), part => part.EndedAt ?? part.Since, part => part.For(hide));
        if (await ListAsync<EvidencePart>("evidence", incident, EvidencePart.Select(caller.MaySee("evidence")), part => part.ScannedAt ?? part.AddedAt) is { Count: > 0 })
            await ListAsync<CustodyPart>(
                "custody", incident, CustodyPart.Select(caller.MaySee("evidence")), part => part.RecordedAt, part => part.For(caller));
        if (caller.IsDesk)
            await ListAsync<LadderPart>("ladder", incident, LadderPart.Select, part => part.StoppedAt ?? part.StartedAt);
        var deliveries = await WriteDeliveriesAsync(incident);
        if (await WriteAnswersAsync("answers", "incident_id = @id AND delivery_id IS NULL", incident) is { Count: > 0 } others)
            dossier.AddJson("answers/answers.json", others, others[^1].ReceivedAt);
        return new(view, deliveries, timeline, latest);
    }

    private async Task<IReadOnlyList<T>> ListAsync<T>(string name, Guid incident, string sql, Func<T, DateTimeOffset> at, Func<T, T>? shown = null, object? parameters = null)
    {
        var parts = await reading.QueryAsync<T>(sql, parameters ?? new { incident });
        if (shown is not null)
            parts = [.. parts.Select(shown)];
        if (parts.Count > 0)
            dossier.AddJson($"{name}.json", parts, Note(parts.Max(at)));
        return parts;
    }

    private async Task WriteReportsAsync(Guid incident)
    {
        var ids = await reading.QueryAsync<Guid>(
            $"SELECT id FROM reports WHERE incident_id = @incident AND {caller.MaySee("reports")} ORDER BY id", new { incident });
        for (var n = 0; n < ids.Count; n++)
        {
            var report = (await reading.SingleAsync<ReportPart>(
                "SELECT received_at, verbatim, facts FROM reports WHERE id = @id", new { id = ids[n] }))!;
            var path = string.Create(CultureInfo.InvariantCulture, $"reports/{n + 1:000}-{Short(ids[n])}");
            Note(report.ReceivedAt);
            if (caller.SeesContacts)
                dossier.Add($"{path}.verbatim.json", Encoding.UTF8.GetBytes(report.Verbatim), report.ReceivedAt);
            dossier.Add(
                $"{path}.facts.json", Encoding.UTF8.GetBytes(caller.SeesContacts ? report.Facts : ReportFacts.FromJson(report.Facts).WithoutPersons().ToJson()),
                report.ReceivedAt);
        }
    }

    private async Task<IReadOnlyList<DeliveryPart>> WriteDeliveriesAsync(Guid incident)
    {
        var rows = await DeliveryViews.RowsAsync(
            reading, $"deliveries.about = @incident AND {caller.MaySee("incidents")} AND {OwnPeople.DeliveriesFor(caller)}", "deliveries.id", new { incident });
        var parts = new List<DeliveryPart>(rows.Count);
        foreach (var row in rows)
            parts.Add(await WriteAsync(parts.Count + 1, (await DeliveryDetail.FindAsync(reading, row.Id))!.For(caller)));
        return parts;
    }

    private async Task<DeliveryPart> WriteAsync(int n, DeliveryDetail view)
    {
        var folder = string.Create(
            CultureInfo.InvariantCulture, $"deliveries/{n:000}-{view.Channel}-{view.Recipient.Centre ?? view.Recipient.Role}-{Short(view.Id)}");
        var approvals = await reading.QueryAsync<GivenPart>(
            "SELECT content_hash, at, actor FROM delivery_approvals WHERE delivery_id = @id ORDER BY at, content_hash", new { id = view.Id });
        var message = await WriteMessageAsync(folder, view);
        var answers = await WriteAnswersAsync(folder, "delivery_id = @id", view.Id);
        var part = new DeliveryPart(folder, view, message, approvals, answers);
        dossier.AddJson($"{folder}/delivery.json", part, Note(view.History.Max(move => move.At)));
        return part;
    }

    // Exactly what is stored: its sum is the hash that was approved and, for the first attempt, the hash of what went out.
    private async Task<string?> WriteMessageAsync(string folder, DeliveryView view)
    {
        var content = await reading.SingleAsync<string>("SELECT content FROM deliveries WHERE id = @id", new { id = view.Id });
        // A letter names whom to ask: who audits has its sum in delivery.json.
        if (content is null || !caller.SeesContacts)
            return null;
        var path = $"{folder}/message.{(view.Channel == "mail" ? "eml" : content.StartsWith('{') ? "json" : "txt")}";
        dossier.Add(path, Encoding.UTF8.GetBytes(content), view.PlannedAt);
        return path;
    }

    // What was written to the desk is the desk's.
    private async Task<IReadOnlyList<AnswerPart>> WriteAnswersAsync(string folder, string condition, Guid id)
    {
        if (!caller.IsDesk || !caller.SeesContacts)
            return [];
        var answers = await reading.QueryAsync<AnswerRow>(
            $"SELECT hash, kind, sender, subject, received_at, note FROM inbound_mails WHERE {condition} ORDER BY received_at, hash", new { id });
        return [.. answers.Select((row, n) => new AnswerPart(
            row.Hash, row.Kind, row.Sender, row.Subject, row.ReceivedAt, row.Note, WriteRaw($"{folder}/answer-{n + 1:000}.eml", row)))];
    }

    // A raw mail that is gone or was changed is said, not passed over.
    private string? WriteRaw(string path, AnswerRow row)
    {
        var file = Path.Combine(dataDirectory, "inbound", row.Hash + ".eml");
        if (!File.Exists(file))
            return null;
        var bytes = File.ReadAllBytes(file);
        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != row.Hash)
            return null;
        dossier.Add(path, bytes, Note(row.ReceivedAt));
        return path;
    }

    private DateTimeOffset Note(DateTimeOffset at)
    {
        latest = at > latest ? at : latest;
        return at;
    }

    private static string Short(Guid id) => id.ToString("N")[^12..];

    private sealed record ReportPart(DateTimeOffset ReceivedAt, string Verbatim, string Facts);

    private sealed record AnswerRow(
        string Hash, string? Kind, string Sender, string Subject, DateTimeOffset ReceivedAt, string? Note);
}
