using IncidentDesk.Delivery;
using IncidentDesk.Operations;
using IncidentDesk.Storage;
using Deliveries = IncidentDesk.Delivery.Deliveries;

namespace IncidentDesk.Advisories;

/// <summary>The mails that a letter causes: itself, what is new in it, its reminders, and the word to the agency above. They are deliveries like every other and pass the same guard.</summary>
public sealed class AdvisoryMails(Deliveries deliveries)
{
    /// <summary>The cause of all of them; what they are stands in the reference, before the letter's id.</summary>
    public const string Cause = "advisory";

    /// <returns>How many of the agencies have an address.</returns>
    public Task<int> SendAsync(Transaction transaction, Guid advisory, IReadOnlyCollection<Guid> agencies, DateTimeOffset now) =>
        PlanAsync(transaction, $"letter:{advisory:D}", agencies, now);

    /// <param name="version">Of the letter as it is now: each of its changes has a mail of its own.</param>
    public Task<int> UpdateAsync(Transaction transaction, Guid advisory, long version, IReadOnlyCollection<Guid> agencies, DateTimeOffset now) =>
        PlanAsync(transaction, $"update-{version}:{advisory:D}", agencies, now);

    public Task<int> RemindAsync(Transaction transaction, Guid advisory, long n, IReadOnlyCollection<Guid> agencies, DateTimeOffset now) =>
        PlanAsync(transaction, $"reminder-{n}:{advisory:D}", agencies, now);

    public Task<int> EscalateAsync(Transaction transaction, Guid advisory, long n, IReadOnlyCollection<Guid> agencies, DateTimeOffset now) =>
        PlanAsync(transaction, $"escalation-{n}:{advisory:D}", agencies, now);

    private async Task<int> PlanAsync(Transaction transaction, string reference, IReadOnlyCollection<Guid> agencies, DateTimeOffset now)
    {
        if (agencies.Count == 0)
            return 0;
        var reached = await transaction.QueryAsync<Row>(
            """
            SELECT id, code, name, coalesce(nullif(safe_email, ''), email) AS address FROM agencies
            WHERE id IN @agencies AND coalesce(nullif(safe_email, ''), email, '') <> '' ORDER BY code
            """,
            new { agencies = agencies.ToArray() });
        foreach (var agency in reached)
            await deliveries.PlanAsync(transaction, new(
                Ids.Next(now), null, Cause, reference, "mail", new(agency.Id.ToString("D"), "agency", agency.Name, null, null, agency.Address) { Agency = agency.Id },
                Automatic: true, now, null));
        return reached.Count;
    }

    private sealed record Row(Guid Id, string Code, string Name, string Address);
}
