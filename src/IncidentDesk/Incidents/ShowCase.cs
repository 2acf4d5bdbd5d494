using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>What the incident's page tells besides the incident itself: names, reports (of what was merged into it too), deliveries with their answers.</summary>
public static class ShowCase
{
    public sealed record Query(Guid Incident) : IRequest<Answer>;

    public sealed record Answer(Names Names, IReadOnlyList<Said> Reports, IReadOnlyList<Sent> Deliveries);

    public sealed record Names(string Agency, string AgencyEn, string? System, long? SystemLevel, string? MergedInto);

    /// <param name="Facts">The normal form, as JSON.</param>
    public sealed record Said(Guid Id, DateTimeOffset ReceivedAt, string ReportedVia, string Verbatim, string Facts);

    /// <param name="Reply">The last words of the other side, verbatim.</param>
    public sealed record Sent(
        Guid Id, string Channel, string RecipientName, string RecipientRole, string Address, string State, long Attempts,
        DateTimeOffset? NextAttemptAt, DateTimeOffset? EndedAt, string? Reply);

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, Answer>
    {
        public Task<Answer> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading => new Answer(
                (await reading.SingleAsync<Names>(
                    $"""
                    SELECT agencies.name AS agency, agencies.name_en AS agency_en, systems.name AS system, systems.level AS system_level,
                        target.number AS merged_into
                    FROM incidents JOIN agencies ON agencies.id = incidents.agency_id
                    LEFT JOIN systems ON systems.id = incidents.system_id
                    LEFT JOIN incidents target ON target.id = incidents.merged_into
                    WHERE incidents.id = @incident AND {caller.MaySee("incidents")}
                    """,
                    new { incident = query.Incident }))!,
                await reading.QueryAsync<Said>(
                    $"""
                    SELECT id, received_at, reported_via, verbatim, facts FROM reports
                    WHERE incident_id IN (
                        WITH RECURSIVE joined (id) AS (SELECT @incident UNION SELECT incidents.id FROM incidents JOIN joined ON incidents.merged_into = joined.id)
                        SELECT id FROM joined) AND {caller.MaySee("reports")} ORDER BY id LIMIT 50
                    """,
                    new { incident = query.Incident }),
                [.. (await reading.QueryAsync<Sent>(
                    $"""
                    SELECT id, channel, {(caller.SeesContacts ? "recipient_name" : "CASE WHEN centre_id IS NULL THEN recipient_role ELSE recipient_name END AS recipient_name")},
                        recipient_role, {(caller.SeesContacts ? "address" : "CASE WHEN centre_id IS NULL THEN '' ELSE address END AS address")}, state, attempts, next_attempt_at, ended_at,
                        (SELECT reply FROM delivery_attempts WHERE delivery_id = deliveries.id ORDER BY n DESC LIMIT 1) AS reply
                    FROM deliveries WHERE about = @incident AND {OwnPeople.DeliveriesFor(caller)} ORDER BY id LIMIT 200
                    """,
                    new { incident = query.Incident })).Select(sent => sent with { Reply = ContactNames.ReplyFor(caller, sent.Channel, sent.Reply) })]), cancellation);
    }
}
