using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Periodic;
using IncidentDesk.Rules.Statistics;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Statistics;

/// <summary>The figures of a report that comes back every year, with the days that they are of.</summary>
public static class ShowReportFigures
{
    /// <param name="Year">The year in which the report is due; this year where absent.</param>
    public sealed record Query(string Report, int? Year, DateTimeOffset? AsOf) : IRequest<Answer?>;

    /// <param name="From">Of its figures; <paramref name="To"/> is not included.</param>
    /// <param name="Article">What asks for it; empty where no law does.</param>
    /// <param name="DueAt">The last good instants, each by its reader.</param>
    public sealed record Answer(
        string Report, int Year, DateTimeOffset From, DateTimeOffset To, DateTimeOffset AsOf, string Article, string Sureness, IReadOnlyList<DateTimeOffset> DueAt,
        IReadOnlyList<Figure> Figures, FiledView Duties, FiledView Drills, FiledView Tests,
        IReadOnlyList<FiledGroup> ByKind, IReadOnlyList<FiledGroup> ByAgency, IReadOnlyList<FiledGroup> ByMonth, IReadOnlyList<FiledGroup> ByRule);

    public sealed class Handler(Database database, Caller caller, DeskSettings settings, TimeProvider clock) : IRequestHandler<Query, Answer?>
    {
        public async Task<Answer?> Handle(Query query, CancellationToken cancellation)
        {
            if (ReportSpan.Find(query.Report) is not { } report)
                return null;
            var (zone, now) = (settings.Zone.Zone, clock.GetUtcNow());
            var (year, asOf) = (query.Year ?? settings.Zone.LocalYear(query.AsOf ?? now), query.AsOf ?? now);
            if (asOf > now.AddMinutes(5))
                throw new RefusedException(Problems.Validation(Faults.At("?asOf", "in-the-future", now)));
            var span = report.Of(year, zone);
            var (cells, figures) = await database.ReadAsync(async reading => (
                await FiledCells.ReadAsync(reading, caller, span, zone, asOf),
                await ReportFigures.ReadAsync(reading, caller, report.Code, span, asOf)), cancellation);
            var all = FiledAnswer.Of(span, asOf, zone, "kind", cells);
            return new(
                report.Code, year, span.From, span.To, asOf, report.Article, report.Sureness, [.. report.Before.Select(day => day.Due(year, PeriodicRule.LawZone))],
                figures, all.All, all.Drills, all.Tests, all.Groups, Apart(cells, "agency"), Apart(cells, "month"), Apart(cells, "rule"));
        }

        private static IReadOnlyList<FiledGroup> Apart(IReadOnlyList<FiledCell> cells, string by) =>
            [.. FiledInTime.Apart(cells, by).Select(group => new FiledGroup(group.Key, FiledView.Of(group.Tally)))];
    }

    public static Query Read(string report, QueryString query) => new(
        report, (int?)query.Number("year", 2000, 2999), ShowFiledInTime.Instant(query, "asOf"));

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/figures/reports/{report}", async (string report, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = Read(report, query);
            query.Done();
            return await sender.Send(wanted, cancellation) ?? throw new RefusedException(Problems.NotFound());
        })
        .Produces<Answer>().Asks("year", "asOf").WithSummary("The figures of a report: six-month, annual, annual-legacy, leadership").Needs(Scopes.Report, Scopes.Read);
}
