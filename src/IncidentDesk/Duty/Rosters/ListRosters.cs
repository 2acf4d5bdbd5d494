using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Duty.Rosters;

/// <summary>The rosters that the caller may see, the newest period first; and one of them with its lines and its faults.</summary>
public static class ListRosters
{
    /// <param name="Agency">Of one agency only, by code; desk for the desk's own; null for all that the caller may see.</param>
    public sealed record Query(string? Agency, string Filters, int Limit, string? Cursor) : IRequest<Page<RosterView>>;

    public sealed record OneQuery(Guid Roster) : IRequest<RosterDetail?>;

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, Page<RosterView>>, IRequestHandler<OneQuery, RosterDetail?>
    {
        public Task<Page<RosterView>> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(async reading =>
        {
            var place = new ListPlace("rosters", query.Filters, "newest", caller.Id.ToString("D"));
            var after = place.Read(query.Cursor);
            var rows = await reading.QueryAsync<RosterRow>(
                $"""
                {RosterRows.Select}
                WHERE duty_rosters.removed_at IS NULL AND {caller.MaySee("duty_rosters")}
                  AND {(query.Agency switch { null => "1 = 1", "desk" => "duty_rosters.agency_id IS NULL", _ => "agencies.code = @agency" })}
                  {(after is null ? "" : "AND (duty_rosters.starts_at, duty_rosters.id) < (@start, @id)")}
                ORDER BY duty_rosters.starts_at DESC, duty_rosters.id DESC LIMIT @limit
                """,
                new { agency = query.Agency ?? "", start = after?.Number(0) ?? 0, id = after?.Text(1) ?? "", limit = query.Limit + 1L });
            return place.Page(rows, query.Limit, row => [row.StartsAt.ToUnixTimeMilliseconds(), row.Id.ToString("D")], RosterView.Of);
        }, cancellation);

        public Task<RosterDetail?> Handle(OneQuery query, CancellationToken cancellation) => database.ReadAsync(
            async reading => await RosterRows.FindAsync(reading, caller, query.Roster) is { } row ? await RosterDetail.ReadAsync(reading, caller, row) : null, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/duty/rosters", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(query.Text("agency"), "", query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted with { Filters = query.Filters }, cancellation);
        })
        .Produces<Page<RosterView>>().Lists("agency").WithSummary("Duty rosters, the newest period first").Needs(Scopes.Report, Scopes.Read, Scopes.Work, Scopes.Admin);
        doors.MapGet("/duty/rosters/{roster:guid}", async (Guid roster, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var found = await sender.Send(new OneQuery(roster), cancellation) ?? throw new RefusedException(Problems.NotFound());
            return ETags.NotModified(http, found.Roster.Version) ? Results.Empty : Results.Json(found, Json.Options);
        })
        .Produces<RosterDetail>().WithSummary("One roster: its lines, its gaps, and who has no rest").Needs(Scopes.Report, Scopes.Read, Scopes.Work, Scopes.Admin);
    }
}
