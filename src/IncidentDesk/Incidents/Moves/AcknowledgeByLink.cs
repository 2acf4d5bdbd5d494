using IncidentDesk.Audit;
using IncidentDesk.Delivery;
using IncidentDesk.Escalation.Climbing;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using IncidentDesk.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Incidents.Moves;

/// <summary>
/// The link in the mail that called somebody. Opening it does nothing, because mail scanners open links; its button takes the incident in the
/// name of the person the mail went to, once, without signing in. Whoever has the link sees the incident's number and severity and no more.
/// </summary>
public static class AcknowledgeByLink
{
    private static readonly TimeSpan Good = TimeSpan.FromHours(24);

    /// <summary>What the link leads to.</summary>
    public sealed record Lead(
        Guid Delivery, Guid Incident, Guid Person, string PersonName, string State, DateTimeOffset PlannedAt, string Number, string Severity,
        string Reality, DateTimeOffset? AcknowledgedAt, DateTimeOffset? EndedAt, DateTimeOffset? UsedAt)
    {
        public bool IsOver(DateTimeOffset now) => now - PlannedAt > Good;
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/a/{token}", async (string token, Database database, TimeProvider clock, CancellationToken cancellation) =>
        {
            var lead = await database.ReadAsync(reading => FindAsync(reading, token), cancellation);
            return Page(token, lead, WhyNot(lead, clock.GetUtcNow()));
        }).OpenToAll();
        doors.MapPost("/a/{token}", async (string token, Database database, TimeProvider clock, CancellationToken cancellation) =>
        {
            var (lead, said) = await database.WriteAsync(transaction => TakeAsync(transaction, token, clock.GetUtcNow()), cancellation);
            return Page(token, lead, said);
        }).OpenToAll();
    }

    private static async Task<(Lead?, Text)> TakeAsync(Transaction transaction, string token, DateTimeOffset now)
    {
        var lead = await FindAsync(transaction, token);
        if (lead is null || WhyNot(lead, now) is not null)
            return (lead, WhyNot(lead, now)!);
        var actor = new Actor("person", lead.Person, lead.PersonName);
        if (await Taking.TakeAsync(transaction, lead.Incident, lead.Person, actor, null, now) is not Taking.Outcome.Taken)
            return (lead, Texts.LinkTakenByOther);
        await transaction.ExecuteAsync(
            "INSERT INTO acknowledgement_links (delivery_id, person_id, used_at) VALUES (@delivery, @person, @now) ON CONFLICT (delivery_id) DO NOTHING",
            new { delivery = lead.Delivery, person = lead.Person, now });
        // Whoever pressed its button has read the mail: a better proof of arrival there is not.
        if (lead.State is DeliveryStates.Accepted or DeliveryStates.Delivered)
            await Delivery.Deliveries.MoveAsync(
                transaction, new(lead.Delivery, lead.State, DeliveryStates.Acknowledged, now, actor) { Note = "the link in it was used" });
        return (lead, Texts.LinkTaken);
    }

    private static Text? WhyNot(Lead? lead, DateTimeOffset now) => lead switch
    {
        null => Texts.LinkUnknown,
        { UsedAt: not null } => Texts.LinkUsed,
        { EndedAt: not null } => Texts.LinkEnded,
        { AcknowledgedAt: not null } => Texts.LinkTakenByOther,
        _ => lead.IsOver(now) ? Texts.LinkOver : null,
    };

    private static async Task<Lead?> FindAsync(Reading reading, string token) =>
        await LinkKey.DeliveryAsync(reading, token) is { } delivery
            ? await reading.SingleAsync<Lead>(
                """
                SELECT deliveries.id AS delivery, incidents.id AS incident, people.id AS person, people.name AS person_name, deliveries.state,
                    deliveries.planned_at, incidents.number, incidents.severity, incidents.reality, incidents.acknowledged_at, incidents.ended_at,
                    acknowledgement_links.used_at
                FROM deliveries JOIN incidents ON incidents.id = deliveries.incident_id
                JOIN people ON people.id = deliveries.person_id AND people.disabled_at IS NULL AND people.agency_id IS NULL
                LEFT JOIN acknowledgement_links ON acknowledgement_links.delivery_id = deliveries.id
                WHERE deliveries.id = @delivery AND deliveries.cause_kind = 'rung'
                """,
                new { delivery })
            : null;

    private static RazorComponentResult<AcknowledgeByLinkPage> Page(string token, Lead? lead, Text? said) =>
        new(new { Token = token, Lead = lead, Said = said })
        {
            StatusCode = lead is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK,
        };
}
