using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Advisories;

/// <summary>One letter. The first time that an agency opens what was sent to it, the desk knows that it was seen.</summary>
public static class ShowAdvisory
{
    public sealed record Query(Guid Advisory) : IRequest<AdvisoryView?>;

    public sealed class Handler(Database database, Caller caller, AuditBook book, TimeProvider clock) : IRequestHandler<Query, AdvisoryView?>
    {
        public async Task<AdvisoryView?> Handle(Query query, CancellationToken cancellation)
        {
            var now = clock.GetUtcNow();
            var (found, unseen) = await database.ReadAsync(async reading => (
                await AdvisoryReading.ViewAsync(reading, query.Advisory, caller, now), await UnseenAsync(reading, query.Advisory, now)), cancellation);
            if (found is null)
                return null;
            book.Opened(caller, "advisory", found.Id);
            if (unseen.Count == 0)
                return found;
            await database.WriteAsync(async transaction =>
            {
                foreach (var agency in unseen)
                {
                    await Cells.SeenAsync(transaction, found.Id, agency, Actor.Of(caller), now);
                    await Cells.MoveManyAsync(
                        transaction, "advisory_id = @advisory AND agency_id = @agency AND system_key = '' AND state = 'sent'",
                        new() { ["advisory"] = found.Id, ["agency"] = agency }, new(CellMoves.Seen, found.Number, Actor.Of(caller), "opened", now));
                }
            }, cancellation);
            return await database.ReadAsync(reading => AdvisoryReading.ViewAsync(reading, query.Advisory, caller, now), cancellation);
        }

        // The caller's own, and those whose tasks it has today.
        private async Task<IReadOnlyList<Guid>> UnseenAsync(Reading reading, Guid advisory, DateTimeOffset now) => caller.IsDesk ? [] : await reading.QueryAsync<Guid>(
            $"""
            SELECT agency_id FROM advisory_cells
            WHERE advisory_id = @advisory AND {Heirs.SpokenForBy(caller, "advisory_cells.agency_id")} AND system_key = '' AND state <> 'not-sent' AND (seen_at IS NULL OR state = 'sent')
            """,
            new { advisory, now });
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/advisories/{advisory:guid}", async (Guid advisory, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var found = await sender.Send(new Query(advisory), cancellation) ?? throw new RefusedException(Problems.NotFound());
            // The tag is for changing the letter. What is counted and known of it moves without it, so nobody is told that nothing did.
            ETags.Write(http.Response, found.Version);
            return Results.Json(found, Json.Options);
        })
        .Produces<AdvisoryView>().WithSummary("One warning letter").Needs(Scopes.Report, Scopes.Read);
}
