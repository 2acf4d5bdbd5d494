using IncidentDesk.Delivery;
using IncidentDesk.Operations;
using IncidentDesk.Storage;
using Deliveries = IncidentDesk.Delivery.Deliveries;

namespace IncidentDesk.Drills;

/// <summary>
/// What the people of a drill are told by mail: that it was approved, and that it has begun. They are the desk's own people whom the plan names; nobody else hears of it, and
/// an agency that takes part is told by those people, not by the desk.
/// </summary>
public sealed class DrillMails(Deliveries deliveries)
{
    public const string Cause = "reminder";

    /// <summary>Every reference begins so: drill-approved-2:ID, drill-started-3:ID; the number is that of the step, so that a second approval is a second mail.</summary>
    public const string Mark = "drill-";

    public const string Approved = "approved", Started = "started";

    public async Task TellAsync(Transaction transaction, Guid drill, string what, long step, DateTimeOffset now)
    {
        foreach (var person in await transaction.QueryAsync<Row>(
            """
            SELECT people.id, people.name, people.email FROM drill_people JOIN people ON people.id = drill_people.person_id
            WHERE drill_people.drill_id = @drill AND people.agency_id IS NULL AND people.disabled_at IS NULL AND coalesce(people.email, '') <> '' ORDER BY people.id
            """,
            new { drill }))
            await deliveries.PlanAsync(transaction, new(
                Ids.Next(now), null, Cause, $"{Mark}{what}-{step}:{drill:D}", "mail", Addressee.Of(person.Id, "drill", person.Name, person.Email), Automatic: true, now, null));
    }

    private sealed record Row(Guid Id, string Name, string Email);
}
