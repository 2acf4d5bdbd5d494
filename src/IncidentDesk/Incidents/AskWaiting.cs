using IncidentDesk.Approvals;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>What waits for the one who looks: decisions that they may take as the second person, calls to make, shifts to take over or to swap, what a centre still waits to be told,
/// and what changed in what they hold.</summary>
public static class AskWaiting
{
    private const int Most = 100;

    public sealed record Query : IRequest<Answer>;

    public sealed record Answer(IReadOnlyList<ToDecide> Approvals, long Calls, IReadOnlyList<Unread> Unread, IReadOnlyList<Guid> Handovers, IReadOnlyList<Guid> Swaps, IReadOnlyList<RequestDues.Open> Requests)
    {
        public static readonly Answer Nothing = new([], 0, [], [], [], []);

        public long All => Approvals.Count + Calls + Unread.Count + Handovers.Count + Swaps.Count + Requests.Count;

        /// <summary>Another one as soon as something else waits; a call more or less is the same ring.</summary>
        public string Key => string.Join(' ', Approvals.Select(one => one.Id).Concat(Handovers).Concat(Swaps).Concat(Requests.Select(one => one.Id)).Order()) + (Calls > 0 ? " calls" : "");
    }

    public sealed record ToDecide(Guid Id, string Kind, string? Number, string Text, string TextVi, string? AskedByName, DateTimeOffset AskedAt);

    public sealed record Unread(string Number, string Title, DateTimeOffset ChangedAt);

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, Answer>
    {
        public Task<Answer> Handle(Query query, CancellationToken cancellation) => caller.Person is { } person
            ? database.ReadAsync(async reading => new Answer(
                await ToDecideAsync(reading, person), await CallsAsync(reading), caller.IsDesk ? await UnreadAsync(reading, person) : [],
                caller.IsDesk && caller.Has(Scopes.Work) ? await HandoversAsync(reading, person) : [], await SwapsAsync(reading, person),
                caller.Has(Scopes.Work) || caller.Has(Scopes.Report) ? await RequestDues.OpenAsync(reading, caller) : []), cancellation)
            : Task.FromResult(Answer.Nothing);

        private async Task<IReadOnlyList<ToDecide>> ToDecideAsync(Reading reading, Guid person)
        {
            if (!caller.Has(Scopes.Approve) && !caller.Has(Scopes.Admin))
                return [];
            var parameters = ApprovalRows.Parameters(caller);
            var rows = await ApprovalRows.OfAsync(
                reading, $"approvals.state = 'open' AND {ApprovalRows.MaySee(caller)} AND coalesce(approvals.asked_by_person, '') <> @person ORDER BY approvals.id LIMIT {Most}",
                parameters);
            return [.. rows.Where(row => caller.Has(row.Needs)).Select(row => new ToDecide(row.Id, row.Kind, row.Number, row.Text, row.TextVi, row.AskedByName, row.AskedAt))];
        }

        private Task<long> CallsAsync(Reading reading) => caller.IsDesk && caller.Has(Scopes.Work)
            ? reading.SingleAsync<long>(
                "SELECT count(*) FROM deliveries WHERE channel = 'call' AND state IN ('queued', 'retry-wait', 'in-doubt') AND content IS NOT NULL")
            : Task.FromResult(0L);

        // Once somebody else is called it waits for everybody but the one who left.
        private static Task<IReadOnlyList<Guid>> HandoversAsync(Reading reading, Guid person) => reading.QueryAsync<Guid>(
            $"SELECT id FROM duty_handovers WHERE done_at IS NULL AND from_person <> @person AND (to_person = @person OR to_person IS NULL OR step > 0) ORDER BY change_at, id LIMIT {Most}",
            new { person });

        private static Task<IReadOnlyList<Guid>> SwapsAsync(Reading reading, Guid person) =>
            reading.QueryAsync<Guid>($"SELECT id FROM duty_swaps WHERE asked_of = @person AND state = 'open' ORDER BY id LIMIT {Most}", new { person });

        // Of what one holds: of a busy province's other incidents nobody would read all.
        private static Task<IReadOnlyList<Unread>> UnreadAsync(Reading reading, Guid person) => reading.QueryAsync<Unread>(
            $"""
            SELECT incidents.number, incidents.title, CAST(max(timeline.at) AS BIGINT) AS changed_at FROM incidents
            JOIN timeline ON timeline.incident_id = incidents.id
            LEFT JOIN incident_reads ON incident_reads.incident_id = incidents.id AND incident_reads.person_id = @person
            WHERE incidents.ended_at IS NULL AND (incidents.assignee_id = @person OR incidents.acknowledged_by = @person)
              AND timeline.at > coalesce(incident_reads.read_at, 0) AND coalesce(timeline.actor_id, '') <> @person
            GROUP BY incidents.number, incidents.title ORDER BY changed_at DESC LIMIT {Most}
            """,
            new { person });
    }
}
