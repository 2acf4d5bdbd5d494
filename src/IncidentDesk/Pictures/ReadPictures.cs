using System.Text.Json;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reference;
using IncidentDesk.Rules.Pictures;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Pictures;

/// <summary>
/// Reads the last 26 weeks of what the caller may see. Counted is what really happened: no drill, no test, nothing that was merged into another; what was rejected
/// is no incident and in no picture.
/// </summary>
public static class ReadPictures
{
    public sealed record Query : IRequest<PictureFacts>;

    public sealed class Handler(Database database, ReferenceLibrary library, DeskSettings settings, Caller caller, TimeProvider clock) : IRequestHandler<Query, PictureFacts>
    {
        private DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(settings.Zone.Local(at).DateTime);

        public Task<PictureFacts> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(async reading =>
        {
            var now = clock.GetUtcNow();
            var weeks = Periods.Weeks(Day(now), PictureFacts.WeeksShown);
            var from = new DateTimeOffset(weeks[0].ToDateTime(TimeOnly.MinValue), settings.Zone.Zone.GetUtcOffset(weeks[0].ToDateTime(TimeOnly.MinValue))).ToUniversalTime();
            var parameters = new { from, now };
            var counted = $"incidents.received_at >= @from AND incidents.reality = 'real' AND incidents.status NOT IN ('duplicate', 'rejected') AND {caller.MaySee("incidents")}";
            var rows = await reading.QueryAsync<Row>(
                $"""
                SELECT incidents.id, incidents.received_at, incidents.severity, incidents.category, agencies.code, agencies.name, agencies.name_en,
                    incidents.acknowledged_at, incidents.ended_at
                FROM incidents JOIN agencies ON agencies.id = incidents.agency_id WHERE {counted}
                """,
                parameters);
            var contained = (await reading.QueryAsync<Contained>(
                $"""
                SELECT timeline.incident_id, timeline.at, timeline.facts FROM timeline JOIN incidents ON incidents.id = timeline.incident_id
                WHERE timeline.kind = 'status' AND timeline.facts LIKE '%"contained"%' AND {counted} ORDER BY timeline.at
                """,
                parameters)).ToLookup(one => one.IncidentId, one => one.When);
            var filed = await reading.QueryAsync<Filed>(
                $"""
                SELECT obligations.kind, CAST(sum(CASE WHEN obligations.state = 'met' THEN 1 ELSE 0 END) AS BIGINT) AS in_time,
                    CAST(sum(CASE WHEN obligations.state = 'late' THEN 1 ELSE 0 END) AS BIGINT) AS late,
                    CAST(sum(CASE WHEN obligations.state = 'open' AND obligations.due_at >= @now THEN 1 ELSE 0 END) AS BIGINT) AS open,
                    CAST(sum(CASE WHEN obligations.state = 'open' AND obligations.due_at < @now THEN 1 ELSE 0 END) AS BIGINT) AS overdue
                FROM obligations JOIN incidents ON incidents.id = obligations.incident_id
                WHERE incidents.closed_unproven_at IS NULL AND obligations.basis = 'law' AND obligations.state IN ('met', 'late', 'open') AND {counted}
                GROUP BY obligations.kind ORDER BY obligations.kind
                """,
                parameters);
            return Of(rows, contained, filed, weeks, now);
        }, cancellation);

        private PictureFacts Of(IReadOnlyList<Row> rows, ILookup<Guid, DateTimeOffset> contained, IReadOnlyList<Filed> filed, IReadOnlyList<DateOnly> weeks, DateTimeOffset now)
        {
            var byWeek = rows.ToLookup(row => Periods.WeekOf(Day(row.ReceivedAt)));
            var byMonth = rows.ToLookup(row => Periods.MonthOf(Day(row.ReceivedAt)));
            var names = library.RuleBook.Taxonomy.Classes.ToDictionary(one => one.Word, one => one.Name);
            return new(
                weeks[0], now,
                [.. weeks.Select(monday => new PictureFacts.Week(
                    monday, [.. PictureFacts.Severities.Select(severity => byWeek[monday].Count(row => row.Severity == severity))], monday == weeks[^1]))],
                [.. rows.GroupBy(row => row.Category.Split('/')[0]).Select(group => new PictureFacts.Counted(
                    group.Key, names.GetValueOrDefault(group.Key)?.Vi ?? group.Key, names.GetValueOrDefault(group.Key)?.En ?? group.Key, group.Count()))
                    .OrderByDescending(one => one.Count).ThenBy(one => one.Word, StringComparer.Ordinal)],
                Agencies(rows),
                [.. Periods.Months(Day(now), PictureFacts.MonthsShown).Select(month => new PictureFacts.Month(
                    month, Taken(byMonth[month]), Held(byMonth[month], contained), Closed(byMonth[month])))],
                Taken(rows), Held(rows, contained), Closed(rows),
                [.. filed.Select(one => new PictureFacts.Filing(one.Kind, (int)one.InTime, (int)one.Late, (int)one.Open, (int)one.Overdue))]);
        }

        private static IReadOnlyList<PictureFacts.Counted> Agencies(IReadOnlyList<Row> rows)
        {
            var all = rows.GroupBy(row => row.Code).Select(group => new PictureFacts.Counted(group.Key, group.First().Name, group.First().NameEn, group.Count()))
                .OrderByDescending(one => one.Count).ThenBy(one => one.Word, StringComparer.Ordinal).ToList();
            var rest = all.Skip(PictureFacts.AgenciesShown).Sum(one => one.Count);
            return rest == 0 ? all : [.. all.Take(PictureFacts.AgenciesShown), new(null, "Các đơn vị khác", "All others", rest)];
        }

        private static Took Taken(IEnumerable<Row> rows) => Took.Of(rows.Where(row => row.AcknowledgedAt is not null).Select(row => row.AcknowledgedAt!.Value - row.ReceivedAt));

        private static Took Held(IEnumerable<Row> rows, ILookup<Guid, DateTimeOffset> contained) =>
            Took.Of(rows.Where(row => contained.Contains(row.Id)).Select(row => contained[row.Id].First() - row.ReceivedAt));

        private static Took Closed(IEnumerable<Row> rows) => Took.Of(rows.Where(row => row.EndedAt is not null).Select(row => row.EndedAt!.Value - row.ReceivedAt));
    }

    private sealed record Row(
        Guid Id, DateTimeOffset ReceivedAt, string Severity, string Category, string Code, string Name, string NameEn, DateTimeOffset? AcknowledgedAt, DateTimeOffset? EndedAt);

    private sealed record Contained(Guid IncidentId, DateTimeOffset At, string? Facts)
    {
        /// <summary>When it was contained as the person said, not when they wrote it down.</summary>
        public DateTimeOffset When => Facts is not null && JsonDocument.Parse(Facts).RootElement is { ValueKind: JsonValueKind.Object } facts
            && facts.TryGetProperty("at", out var said) && said.ValueKind == JsonValueKind.String && Instants.TryRead(said.GetString()!, out var at) ? at : At;
    }

    private sealed record Filed(string Kind, long InTime, long Late, long Open, long Overdue);
}
