using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>Each try of each delivery, for the one timeline of people, deliveries and clocks. An agency hears of what is not to the desk's own people.</summary>
public static class ShowStory
{
    public sealed record Query(Guid Incident) : IRequest<Answer>;

    public sealed record Answer(IReadOnlyList<Attempt> Attempts, IReadOnlyList<Merged> Merged);

    public sealed record Attempt(DateTimeOffset At, string Channel, string RecipientName, long N, string? Verdict, string? Reply);

    /// <summary>An incident that was merged into this one.</summary>
    public sealed record Merged(string Number, string Title);

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, Answer>
    {
        public Task<Answer> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(async reading => new Answer(
            await reading.QueryAsync<Attempt>(
                $"""
                SELECT delivery_attempts.at, deliveries.channel,
                    {(caller.SeesContacts ? "deliveries.recipient_name" : "CASE WHEN deliveries.centre_id IS NULL THEN deliveries.recipient_role ELSE deliveries.recipient_name END AS recipient_name")},
                    delivery_attempts.n, delivery_attempts.verdict, delivery_attempts.reply
                FROM delivery_attempts JOIN deliveries ON deliveries.id = delivery_attempts.delivery_id
                WHERE deliveries.about = @incident AND {OwnPeople.DeliveriesFor(caller)} ORDER BY delivery_attempts.at DESC LIMIT 200
                """,
                new { incident = query.Incident }),
            await reading.QueryAsync<Merged>(
                $"SELECT number, title FROM incidents WHERE merged_into = @incident AND {caller.MaySee("incidents")} ORDER BY id", new { incident = query.Incident })), cancellation);
    }
}
