using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Statistics;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Statistics;

/// <summary>What was due, what was filed in time and what late, told apart by kind, agency, month or rule set; for a past instant it counts what was recorded by then.</summary>
public static class ShowFiledInTime
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366 * 20), ClockSlack = TimeSpan.FromMinutes(5);

    /// <param name="From">The year of <paramref name="AsOf"/> where absent.</param>
    /// <param name="To">Not included; the end of the year of <paramref name="From"/> where absent.</param>
    /// <param name="AsOf">Now where absent.</param>
    public sealed record Query(DateTimeOffset? From, DateTimeOffset? To, string By, DateTimeOffset? AsOf) : IRequest<FiledAnswer>;

    public sealed class Handler(Database database, Caller caller, DeskSettings settings, TimeProvider clock) : IRequestHandler<Query, FiledAnswer>
    {
        public async Task<FiledAnswer> Handle(Query query, CancellationToken cancellation)
        {
            var (now, zone) = (clock.GetUtcNow(), settings.Zone);
            var asOf = query.AsOf ?? now;
            var from = query.From ?? Span.OfYear(zone.LocalYear(query.To?.AddMilliseconds(-1) ?? asOf), zone.Zone).From;
            var span = new Span(from, query.To ?? Span.OfYear(zone.LocalYear(from), zone.Zone).To);
            Refuse(span, asOf, now);
            var cells = await database.ReadAsync(reading => FiledCells.ReadAsync(reading, caller, span, zone.Zone, asOf), cancellation);
            return FiledAnswer.Of(span, asOf, zone.Zone, query.By, cells);
        }

        private static void Refuse(Span span, DateTimeOffset asOf, DateTimeOffset now)
        {
            var faults = new List<Fault>();
            if (span.To <= span.From)
                faults.Add(Faults.Saying("?to", "out-of-range", "The end must lie after the beginning.", "Thời điểm kết thúc phải sau thời điểm bắt đầu."));
            else if (span.To - span.From > Longest)
                faults.Add(Faults.Saying("?to", "out-of-range", "Choose at most twenty years.", "Hãy chọn tối đa hai mươi năm."));
            if (asOf > now + ClockSlack)
                faults.Add(Faults.At("?asOf", "in-the-future", now));
            if (faults.Count > 0)
                throw new RefusedException(Problems.Validation(faults));
        }
    }

    public static Query Read(QueryString query) => new(
        Instant(query, "from"), Instant(query, "to"), query.Word("by", FiledInTime.By) ?? FiledInTime.By[0], Instant(query, "asOf"));

    /// <summary>An instant that figures can be of: calendars end before the type does.</summary>
    public static DateTimeOffset? Instant(QueryString query, string name)
    {
        var instant = query.Instant(name);
        if (instant is not { Year: < 1990 or >= 3000 })
            return instant;
        query.Refuse(Faults.At("?" + name, "out-of-range", "1990-01-01T00:00:00Z", "2999-12-31T00:00:00Z"));
        return null;
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/figures/filed-in-time", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = Read(query);
            query.Done();
            return sender.Send(wanted, cancellation);
        })
        .Produces<FiledAnswer>().Asks("from", "to", "by", "asOf").WithSummary("What was filed in time, as it was known at an instant").Needs(Scopes.Report, Scopes.Read);
}
