using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Advisories;

/// <summary>The figures of a letter as they stood at an instant, counted from the history: the same question later gets the same answer.</summary>
public static class CountReplies
{
    /// <param name="AsOf">Null: now.</param>
    public sealed record Query(Guid Advisory, DateTimeOffset? AsOf) : IRequest<Figures?>;

    /// <param name="Agencies">All that existed then, of those that the caller may see.</param>
    /// <param name="Counts">Every state with its number; together they are all agencies.</param>
    /// <param name="AffectedMachines">As the agencies said that were affected then.</param>
    public sealed record Figures(
        Guid Advisory, string Number, DateTimeOffset AsOf, long Agencies, IReadOnlyDictionary<string, long> Counts, long AffectedMachines, long RemindersFired, long Escalations);

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Query, Figures?>
    {
        public Task<Figures?> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(reading => CountAsync(reading, query), cancellation);

        private async Task<Figures?> CountAsync(Reading reading, Query query)
        {
            var now = clock.GetUtcNow();
            if (query.AsOf > now)
                throw new RefusedException(Problems.Validation(Faults.At("?asOf", "in-the-future")));
            var asOf = query.AsOf ?? now;
            if (await AdvisoryRows.FindAsync(reading, query.Advisory, caller, now) is not { } row)
                return null;
            var stood = await reading.QueryAsync<StateRow>(
                $"""
                SELECT last.to_state AS state, count(*) AS count, CAST(coalesce(sum(last.affected), 0) AS BIGINT) AS affected
                FROM advisory_history last
                JOIN (SELECT agency_id, max(n) AS n FROM advisory_history WHERE advisory_id = @advisory AND system_key = '' AND at <= @asOf GROUP BY agency_id) newest
                  ON newest.agency_id = last.agency_id AND newest.n = last.n
                WHERE last.advisory_id = @advisory AND last.system_key = '' AND {caller.MaySee("last")}
                GROUP BY last.to_state
                """,
                new { advisory = row.Id, asOf });
            var agencies = await reading.SingleAsync<long>(
                $"""
                SELECT count(*) FROM agencies
                WHERE {Agencies.AgencyView.MaySee(caller)} AND ((valid_from <= @asOf AND (valid_to IS NULL OR valid_to > @asOf))
                  OR EXISTS (SELECT 1 FROM advisory_history WHERE advisory_id = @advisory AND advisory_history.agency_id = agencies.id AND at <= @asOf))
                """,
                new { advisory = row.Id, asOf });
            var counts = CellMoves.States.ToDictionary(state => state, state => stood.Where(one => one.State == state).Sum(one => one.Count));
            counts[CellMoves.NotSent] += agencies - stood.Sum(one => one.Count);
            return new(
                row.Id, row.Number, asOf, agencies, counts, stood.Where(one => one.State == CellMoves.Affected).Sum(one => one.Affected),
                await reading.SingleAsync<long>("SELECT count(*) FROM advisory_reminders WHERE advisory_id = @advisory AND fired_at <= @asOf", new { advisory = row.Id, asOf }),
                await reading.SingleAsync<long>(
                    $"SELECT count(*) FROM advisory_escalations WHERE advisory_id = @advisory AND at <= @asOf AND {caller.MaySee("advisory_escalations")}", new { advisory = row.Id, asOf }));
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/advisories/{advisory:guid}/figures", async (Guid advisory, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(advisory, query.Instant("asOf"));
            query.Done();
            return Results.Json(await sender.Send(wanted, cancellation) ?? throw new RefusedException(Problems.NotFound()), Json.Options);
        })
        .Produces<Figures>().Asks("asOf").WithSummary("How many agencies stood where, at an instant").Needs(Scopes.Report, Scopes.Read);

    private sealed record StateRow(string State, long Count, long Affected);
}
