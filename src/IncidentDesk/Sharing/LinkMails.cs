using IncidentDesk.Delivery;
using IncidentDesk.Operations;
using IncidentDesk.Storage;
using Deliveries = IncidentDesk.Delivery.Deliveries;

namespace IncidentDesk.Sharing;

/// <summary>The mail about a link to a centre that nobody has proven lately: to the administrators, who alone may send a test.</summary>
public sealed class LinkMails(Deliveries deliveries)
{
    public const string Cause = "reminder";

    /// <summary>Every reference begins so: link-mail:vncert:MILLISECONDS, the instant of the last proof; so each time that a proof grows old is told once.</summary>
    public const string Mark = "link-";

    public async Task TellAsync(Transaction transaction, ListCentreLinks.Link link, DateTimeOffset now)
    {
        foreach (var person in await transaction.QueryAsync<Row>(
            "SELECT id, name, email FROM people WHERE agency_id IS NULL AND disabled_at IS NULL AND role = 'admin' AND coalesce(email, '') <> '' ORDER BY id"))
            await deliveries.PlanAsync(transaction, new(
                Ids.Next(now), null, Cause, $"{Mark}{link.Channel}:{link.Centre}:{link.ProvenAt!.Value.ToUnixTimeMilliseconds()}", "mail",
                Addressee.Of(person.Id, "admin", person.Name, person.Email), Automatic: true, now, null));
    }

    private sealed record Row(Guid Id, string Name, string Email);
}
