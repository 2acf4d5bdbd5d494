using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Advisories;

/// <summary>When those who have not answered are reminded, and which of it has happened.</summary>
public static class ListReminders
{
    /// <param name="FiredAt">Null: it is still to come.</param>
    /// <param name="FoldedInto">Several were due at once; the last of them became the letter.</param>
    /// <param name="Reminded">How many agencies.</param>
    public sealed record Line(long N, DateTimeOffset At, DateTimeOffset? FiredAt, long? FoldedInto, long Reminded);

    public sealed record Query(Guid Advisory) : IRequest<Page<Line>?>;

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Query, Page<Line>?>
    {
        public Task<Page<Line>?> Handle(Query query, CancellationToken cancellation) => database.ReadAsync<Page<Line>?>(
            async reading => await AdvisoryRows.FindAsync(reading, query.Advisory, caller, clock.GetUtcNow()) is not { } row ? null : new(
                await reading.QueryAsync<Line>(
                    "SELECT n, at, fired_at, folded_into, reminded FROM advisory_reminders WHERE advisory_id = @id ORDER BY n", new { id = row.Id }), null),
            cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/advisories/{advisory:guid}/reminders", async (Guid advisory, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            return Results.Json(await sender.Send(new Query(advisory), cancellation) ?? throw new RefusedException(Problems.NotFound()), Json.Options);
        })
        .Produces<Page<Line>>().WithSummary("The reminders of a warning letter").NeedsDesk(Scopes.Read, Scopes.Work);
}
