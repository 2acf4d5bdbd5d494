using System.Globalization;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Drills;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Drills;

/// <summary>Which systems of level 3 and above took part in a live drill in a calendar year, and which still have to. A drill that was aborted is none.</summary>
public static class YearlyDrills
{
    /// <param name="Year">In the desk's zone; null: this year.</param>
    public sealed record Query(int? Year) : IRequest<Answer>;

    /// <param name="Items">What is overdue first, then what is due.</param>
    /// <param name="Counts">How many systems stand where.</param>
    public sealed record Answer(int Year, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<Item> Items);

    /// <param name="State">done, planned, due, or overdue once the year is over.</param>
    /// <param name="DrilledOn">The day of the last one in that year.</param>
    /// <param name="Drill">That one, or the one that is planned.</param>
    public sealed record Item(Guid System, string Code, string Name, string Agency, string AgencyName, long Level, string State, string? DrilledOn, Guid? Drill, string Article);

    public sealed class Handler(Database database, DeskSettings settings, Caller caller, TimeProvider clock) : IRequestHandler<Query, Answer>
    {
        public Task<Answer> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var now = settings.Zone.Local(clock.GetUtcNow());
                var year = query.Year ?? now.Year;
                var (from, to) = (StartOf(year), StartOf(year + 1));
                var drills = (await reading.QueryAsync<Drilled>(
                    $"""
                    SELECT drill_systems.system_id, drills.id, drills.state, coalesce(drills.started_at, drills.starts_at) AS at
                    FROM drills JOIN drill_systems ON drill_systems.drill_id = drills.id JOIN systems ON systems.id = drill_systems.system_id
                    WHERE drills.kind = 'live' AND drills.state IN ('approved', 'running', 'ended') AND {caller.MaySee("systems")}
                      AND coalesce(drills.started_at, drills.starts_at) >= @from AND coalesce(drills.started_at, drills.starts_at) < @to
                    ORDER BY at
                    """,
                    new { from, to })).ToLookup(one => one.SystemId);
                var systems = await reading.QueryAsync<Row>(
                    $"""
                    SELECT systems.id, systems.code, systems.name, agencies.code AS agency, agencies.name AS agency_name, systems.level
                    FROM systems JOIN agencies ON agencies.id = systems.agency_id
                    WHERE systems.level >= @least AND agencies.valid_from < @to AND (agencies.valid_to IS NULL OR agencies.valid_to >= @from) AND {caller.MaySee("systems")}
                    ORDER BY agencies.code, systems.code LIMIT 5000
                    """,
                    new { least = (long)YearlyDrill.LeastLevel, from, to });
                var items = systems.Select(row => ItemOf(row, [.. drills[row.Id]], year, DateOnly.FromDateTime(now.DateTime)))
                    .OrderBy(item => Array.IndexOf([.. YearlyDrill.States], item.State)).ThenByDescending(item => item.Level).ToList();
                return new Answer(year, YearlyDrill.States.ToDictionary(state => state, state => items.Count(item => item.State == state)), items);
            }, cancellation);

        private Item ItemOf(Row row, IReadOnlyList<Drilled> drills, int year, DateOnly today)
        {
            var (done, planned) = (drills.LastOrDefault(one => one.State == DrillStates.Ended), drills.LastOrDefault(one => one.State != DrillStates.Ended));
            var on = done is null ? (DateOnly?)null : DateOnly.FromDateTime(settings.Zone.Local(done.At).DateTime);
            return new(
                row.Id, row.Code, row.Name, row.Agency, row.AgencyName, row.Level, YearlyDrill.StateOf(on, planned is not null, year, today),
                on?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (done ?? planned)?.Id, YearlyDrill.ArticleOf(row.Level));
        }

        private DateTimeOffset StartOf(int year)
        {
            var local = new DateTime(year, 1, 1);
            return new DateTimeOffset(local, settings.Zone.Zone.GetUtcOffset(local)).ToUniversalTime();
        }

        private sealed record Drilled(Guid SystemId, Guid Id, string State, DateTimeOffset At);

        private sealed record Row(Guid Id, string Code, string Name, string Agency, string AgencyName, long Level);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/drills/yearly", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var year = query.Number("year", 2000, 2999);
            query.Done();
            return sender.Send(new Query((int?)year), cancellation);
        })
        .Produces<Answer>().Asks("year").WithSummary("Which systems of level 3 and above were drilled in a year").Needs(Scopes.Report, Scopes.Read);
}
