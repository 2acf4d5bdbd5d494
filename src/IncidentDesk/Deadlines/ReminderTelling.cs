using IncidentDesk.Delivery;
using IncidentDesk.Escalation;
using IncidentDesk.Operations;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Storage;
using Deliveries = IncidentDesk.Delivery.Deliveries;

namespace IncidentDesk.Deadlines;

/// <summary>
/// Who is reminded: whoever has the incident, else who is on duty; and the agency whose duty it is, at the address that it calls safe. A drill
/// reminds nobody outside the desk.
/// </summary>
public sealed class ReminderTelling(Deliveries deliveries)
{
    public const string Cause = "reminder";

    /// <summary>cause_ref: which duty, which mark of its clock, and for which due instant: moved, people are written to once more.</summary>
    public static string RefOf(Guid obligation, string mark, DateTimeOffset due) => $"{obligation:D}:{mark}:{due.ToUnixTimeMilliseconds()}";

    public async Task TellAsync(Transaction transaction, MarkedDuty duty, string mark, DateTimeOffset now)
    {
        foreach (var person in await PeopleAsync(transaction, duty, now))
            await PlanAsync(transaction, duty, mark, Addressee.Of(person.Id, person.Role, person.Name, person.Email), now);
        if (duty.Reality == "real" && await AgencyAsync(transaction, duty) is { } agency)
            await PlanAsync(transaction, duty, mark, agency, now);
    }

    private Task<bool> PlanAsync(Transaction transaction, MarkedDuty duty, string mark, Addressee to, DateTimeOffset now) => deliveries.PlanAsync(
        transaction, new(Ids.Next(now), duty.IncidentId, Cause, RefOf(duty.Id, mark, duty.DueAt), "mail", to, Automatic: true, now, null));

    private static async Task<IReadOnlyList<PersonToTell>> PeopleAsync(Reading reading, MarkedDuty duty, DateTimeOffset now)
    {
        var holder = duty.AssigneeId is not { } assignee ? null : await reading.SingleAsync<PersonToTell>(
            """
            SELECT id, 'assignee' AS role, name, email, phone FROM people
            WHERE id = @assignee AND agency_id IS NULL AND disabled_at IS NULL AND email IS NOT NULL AND email <> ''
            """,
            new { assignee });
        return holder is null ? await PeopleToTell.NowAsync(reading, now) : [holder];
    }

    // What one report called safe is safe for every mail that follows, whatever else the agency wrote down.
    private static async Task<Addressee?> AgencyAsync(Reading reading, MarkedDuty duty)
    {
        var agency = (await reading.SingleAsync<Agency>("SELECT name, email, safe_email FROM agencies WHERE id = @id", new { id = duty.AgencyId }))!;
        var contacts = (await reading.QueryAsync<string>(
            "SELECT facts FROM reports WHERE incident_id = @incident ORDER BY received_at DESC, id DESC", new { incident = duty.IncidentId }))
            .Select(facts => ReportFacts.FromJson(facts).Contact).ToList();
        var address = contacts.Select(contact => contact?.SafeEmail).FirstOrDefault(safe => safe is not null)
            ?? agency.SafeEmail ?? agency.Email ?? contacts.Select(contact => contact?.Email).FirstOrDefault(email => email is not null);
        return string.IsNullOrEmpty(address)
            ? null
            : new(duty.AgencyId.ToString("D"), "agency", agency.Name, null, null, address) { Agency = duty.AgencyId };
    }

    private sealed record Agency(string Name, string? Email, string? SafeEmail);
}
