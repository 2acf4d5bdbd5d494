using IncidentDesk.Delivery;
using IncidentDesk.Operations;
using IncidentDesk.Storage;
using Deliveries = IncidentDesk.Delivery.Deliveries;

namespace IncidentDesk.Hunts;

/// <summary>The mails of hunts: that one is asked for, its reminders, and that a system's six months are over. Deliveries like every other, which pass the same guard.</summary>
public sealed class HuntMails(Deliveries deliveries)
{
    public const string Ask = "request", Reminder = "reminder";

    /// <summary>Every reference begins so; what it is stands behind, and last of all an id: hunt-ask:ID, hunt-late-2:ID, hunt-due-2026-11-29:AGENCY.</summary>
    public const string Mark = "hunt-";

    public Task<int> AskAsync(Transaction transaction, Guid hunt, IReadOnlyCollection<Guid> agencies, DateTimeOffset now) =>
        PlanAsync(transaction, Ask, _ => $"{Mark}ask:{hunt:D}", agencies, now);

    public Task<int> RemindAsync(Transaction transaction, Guid hunt, long n, IReadOnlyCollection<Guid> agencies, DateTimeOffset now) =>
        PlanAsync(transaction, Reminder, _ => $"{Mark}late-{n}:{hunt:D}", agencies, now);

    /// <summary>One mail for all systems of an agency that came due in the same turn.</summary>
    public Task<int> TellDueAsync(Transaction transaction, IReadOnlyCollection<Guid> agencies, DateTimeOffset now) =>
        PlanAsync(transaction, Reminder, agency => $"{Mark}due-{now.ToUnixTimeMilliseconds()}:{agency:D}", agencies, now);

    private async Task<int> PlanAsync(Transaction transaction, string cause, Func<Guid, string> reference, IReadOnlyCollection<Guid> agencies, DateTimeOffset now)
    {
        if (agencies.Count == 0)
            return 0;
        var reached = await transaction.QueryAsync<Row>(
            """
            SELECT id, name, coalesce(nullif(safe_email, ''), email) AS address FROM agencies
            WHERE id IN @agencies AND coalesce(nullif(safe_email, ''), email, '') <> '' ORDER BY code
            """,
            new { agencies = agencies.ToArray() });
        foreach (var agency in reached)
            await deliveries.PlanAsync(transaction, new(
                Ids.Next(now), null, cause, reference(agency.Id), "mail", new(agency.Id.ToString("D"), "agency", agency.Name, null, null, agency.Address) { Agency = agency.Id },
                Automatic: true, now, null));
        return reached.Count;
    }

    private sealed record Row(Guid Id, string Name, string Address);
}
