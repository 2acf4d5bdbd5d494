using IncidentDesk.Delivery;
using IncidentDesk.Operations;
using IncidentDesk.Storage;
using Deliveries = IncidentDesk.Delivery.Deliveries;

namespace IncidentDesk.Coordination;

/// <summary>The mails of requests: to agencies that something is asked, to those who owe it that time runs out. The answer to the centre is planned where it is written.</summary>
public sealed class CoordinationMails(Deliveries deliveries)
{
    public const string Request = "request", Reminder = "reminder";

    /// <summary>Every reference begins so: coordination-ask:ID, coordination-late-2:ID, coordination-answer-1:ID.</summary>
    public const string Mark = "coordination-";

    public Task AskAsync(Transaction transaction, Guid request, IReadOnlyCollection<Guid> agencies, DateTimeOffset now) =>
        PlanAsync(transaction, Request, $"{Mark}ask:{request:D}", agencies, now);

    public Task RemindAsync(Transaction transaction, Guid request, long n, IReadOnlyCollection<Guid> agencies, DateTimeOffset now) =>
        PlanAsync(transaction, Reminder, $"{Mark}late-{n}:{request:D}", agencies, now);

    private async Task PlanAsync(Transaction transaction, string cause, string reference, IReadOnlyCollection<Guid> agencies, DateTimeOffset now)
    {
        if (agencies.Count == 0)
            return;
        foreach (var agency in await transaction.QueryAsync<Row>(
            """
            SELECT id, name, coalesce(nullif(safe_email, ''), email) AS address FROM agencies
            WHERE id IN @agencies AND coalesce(nullif(safe_email, ''), email, '') <> '' ORDER BY code
            """,
            new { agencies = agencies.ToArray() }))
            await deliveries.PlanAsync(transaction, new(
                Ids.Next(now), null, cause, reference, "mail", new(agency.Id.ToString("D"), "agency", agency.Name, null, null, agency.Address) { Agency = agency.Id },
                Automatic: true, now, null));
    }

    private sealed record Row(Guid Id, string Name, string Address);
}
