using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Duty;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Duty;

/// <summary>The duty table between two instants, and the times that it leaves open.</summary>
public static class ListDuty
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(14);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public sealed record Query(DateTimeOffset? From, DateTimeOffset? To, string Filters, int Limit, string? Cursor) : IRequest<Answer>;

    /// <param name="Gaps">Of the whole time that was asked for, on every page the same.</param>
    public sealed record Answer(IReadOnlyList<ShiftView> Items, string? NextCursor, IReadOnlyList<Gap> Gaps);

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Query, Answer>
    {
        public Task<Answer> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(async reading =>
        {
            // Without a time asked for, the hour that runs begins the list, so that its pages stay the same while one turns them.
            var from = query.From ?? HourOf(clock.GetUtcNow());
            var to = query.To ?? from + Usual;
            if (to <= from || to - from > Longest)
                throw new RefusedException(Problems.Validation(Faults.At("?to", "out-of-range", Instants.Write(from), Instants.Write(from + Longest))));
            var place = new ListPlace("duty", query.Filters, "start", caller.Id.ToString("D"));
            var after = place.Read(query.Cursor);
            var rows = await DutyRows.BetweenAsync(
                reading, from, to, after is null ? null : (after.Number(0), after.Text(1)), query.Limit + 1L);
            var page = place.Page(rows, query.Limit, row => [row.StartsAt.ToUnixTimeMilliseconds(), row.Id.ToString("D")], row => row.For(caller));
            return new Answer(page.Items, page.NextCursor, Gaps.Of(await DutyRows.ShiftsAsync(reading, from, to), from, to));
        }, cancellation);

        private static DateTimeOffset HourOf(DateTimeOffset now) => now.AddTicks(-(now.Ticks % TimeSpan.TicksPerHour));
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/duty", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(query.Instant("from"), query.Instant("to"), query.Filters, query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted with { Filters = query.Filters }, cancellation);
        })
        .Produces<Answer>().Lists("from", "to").WithSummary("The duty table, and its gaps").NeedsDesk(Scopes.Read, Scopes.Work, Scopes.Admin);
}
