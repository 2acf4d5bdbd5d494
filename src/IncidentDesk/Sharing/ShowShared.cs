using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Versions;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Sharing;

/// <summary>
/// What the desk shares with the agencies of the province: which weaknesses of CISA's catalogue concern systems of theirs, as of which day, and the figures of the whole
/// province. No agency reads another's name, and where there are fewer than three nobody can be counted away.
/// </summary>
public static class ShowShared
{
    private const int LeastAgencies = 3;

    public sealed record Query : IRequest<Answer>;

    /// <param name="KevAsOf">The day of the catalogue; null where none was brought in.</param>
    /// <param name="Figures">Null where fewer than three agencies report.</param>
    public sealed record Answer(string? KevAsOf, string? EpssAsOf, IReadOnlyList<Weakness> Weaknesses, Province? Figures);

    /// <param name="Epss">Chance that it is used within thirty days, 0 to 1.</param>
    /// <param name="Systems">The caller's own.</param>
    public sealed record Weakness(string Cve, string Name, string Vendor, string Product, string AddedOn, string? DueOn, string Ransomware, decimal? Epss, IReadOnlyList<Concerned> Systems);

    /// <param name="Verdict">
    /// affected: a letter names the version; unknown: it names the product, and the version is not clear; product: the catalogue names the product, and no letter says which
    /// versions.
    /// </param>
    public sealed record Concerned(string Agency, string System, string Name, string Product, string Version, string Verdict, Guid? Advisory, string? Letter);

    /// <summary>Of the calendar year in the desk's zone; drills and tests are in no number.</summary>
    public sealed record Province(
        long Year, long Agencies, long Incidents, long Serious, long Unended, long FiledInTime, long FiledLate, long Overdue, long Letters, long Replies, long RepliesGiven, long LeveledSystems,
        long DrilledSystems);

    public sealed class Handler(Database database, DeskSettings settings, Caller caller, TimeProvider clock) : IRequestHandler<Query, Answer>
    {
        public Task<Answer> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var days = (await reading.QueryAsync<File>("SELECT kind, as_of FROM vulnerability_lists")).ToDictionary(file => file.Kind, file => file.AsOf);
                var figures = await FiguresAsync(reading);
                return new Answer(days.GetValueOrDefault("kev"), days.GetValueOrDefault("epss"), await WeaknessesAsync(reading), figures.Agencies < LeastAgencies ? null : figures);
            }, cancellation);

        private async Task<IReadOnlyList<Weakness>> WeaknessesAsync(Reading reading)
        {
            var running = await reading.QueryAsync<Running>(
                $"""
                SELECT agencies.code AS agency, systems.code, systems.name, system_products.name AS product, system_products.version
                FROM system_products JOIN systems ON systems.id = system_products.system_id JOIN agencies ON agencies.id = systems.agency_id
                WHERE {caller.MaySee("systems")} ORDER BY agencies.code, systems.code, system_products.version LIMIT 20000
                """);
            if (running.Count == 0)
                return [];
            var known = await reading.QueryAsync<Known>(
                """
                SELECT kev_entries.cve, kev_entries.name, kev_entries.vendor, kev_entries.product, kev_entries.added_on, kev_entries.due_on, kev_entries.ransomware, epss_scores.score
                FROM kev_entries LEFT JOIN epss_scores ON epss_scores.cve = kev_entries.cve ORDER BY kev_entries.added_on DESC, kev_entries.cve
                """);
            var letters = (await LettersAsync(reading)).ToLookup(letter => letter.Cve);
            return
            [
                .. known.Select(one => new Weakness(
                    one.Cve, one.Name, one.Vendor, one.Product, one.AddedOn, one.DueOn, one.Ransomware, one.Score / 1_000_000m, Concerns(one, [.. letters[one.Cve]], running)))
                    .Where(weakness => weakness.Systems.Count > 0),
            ];
        }

        // Letters say which versions; the catalogue itself only names a product.
        private static List<Concerned> Concerns(Known one, IReadOnlyList<Letter> letters, IReadOnlyList<Running> running)
        {
            var found = new List<Concerned>();
            var key = ProductName.KeyOf(one.Product);
            foreach (var system in running)
            {
                var named = letters.Where(letter => ProductName.IsNamed(system.Product, letter.ProductKey)).ToList();
                var judged = named.GroupBy(letter => letter.Id).Select(letter => (Letter: letter.First(), Verdict: VersionRange.Judge([.. letter.Select(row => row.Range).OfType<VersionRange>()], system.Version)))
                    .FirstOrDefault(one => one.Verdict != "not-affected");
                if (judged.Letter is { } letter)
                    found.Add(system.Concerned(judged.Verdict, letter.Id, letter.Number));
                else if (named.Count == 0 && letters.Count == 0 && ProductName.IsNamed(system.Product, key))
                    found.Add(system.Concerned("product", null, null));
            }
            return found;
        }

        // An agency is told by letters that were sent to it alone.
        private Task<IReadOnlyList<Letter>> LettersAsync(Reading reading) => reading.QueryAsync<Letter>(
            $"""
            SELECT advisory_cves.cve, advisories.id, advisories.number, advisory_products.product_key, advisory_products.from_version, advisory_products.to_version, advisory_products.fixed_in
            FROM advisory_cves JOIN advisories ON advisories.id = advisory_cves.advisory_id JOIN advisory_products ON advisory_products.advisory_id = advisories.id
            WHERE {(caller.IsDesk ? "1 = 1" : $"(advisories.embargo_at IS NULL OR advisories.embargo_at <= @now) AND EXISTS (SELECT 1 FROM advisory_cells WHERE advisory_cells.advisory_id = advisories.id AND advisory_cells.state <> 'not-sent' AND {caller.MaySee("advisory_cells")})")}
            ORDER BY advisories.id, advisory_products.n
            """,
            caller.IsDesk ? new Dictionary<string, object?>() : new Dictionary<string, object?> { ["now"] = clock.GetUtcNow() });

        private async Task<Province> FiguresAsync(Reading reading)
        {
            var now = clock.GetUtcNow();
            var year = settings.Zone.LocalYear(now);
            var start = new DateTime(year, 1, 1);
            var from = new DateTimeOffset(start, settings.Zone.Zone.GetUtcOffset(start)).ToUniversalTime();
            const string counted = "incidents.received_at >= @from AND incidents.reality = 'real' AND incidents.status NOT IN ('duplicate', 'rejected')";
            const string duties = $"FROM obligations JOIN incidents ON incidents.id = obligations.incident_id WHERE obligations.basis = 'law' AND incidents.closed_unproven_at IS NULL AND {counted}";
            return (await reading.SingleAsync<Province>(
                $"""
                SELECT CAST(@year AS BIGINT) AS year,
                    (SELECT count(*) FROM agencies WHERE valid_from <= @now AND (valid_to IS NULL OR valid_to > @now)) AS agencies,
                    (SELECT count(*) FROM incidents WHERE {counted}) AS incidents,
                    (SELECT count(*) FROM incidents WHERE {counted} AND incidents.serious_since IS NOT NULL) AS serious,
                    (SELECT count(*) FROM incidents WHERE {counted} AND incidents.ended_at IS NULL) AS unended,
                    (SELECT count(*) {duties} AND obligations.state = 'met') AS filed_in_time, (SELECT count(*) {duties} AND obligations.state = 'late') AS filed_late,
                    (SELECT count(*) {duties} AND obligations.state = 'open' AND obligations.due_at < @now) AS overdue,
                    (SELECT count(*) FROM advisories WHERE sent_at >= @from AND sent_at <= @now) AS letters,
                    (SELECT count(*) FROM advisory_cells JOIN advisories ON advisories.id = advisory_cells.advisory_id WHERE system_key = '' AND sent_at >= @from AND sent_at <= @now) AS replies,
                    (SELECT count(*) FROM advisory_cells JOIN advisories ON advisories.id = advisory_cells.advisory_id WHERE system_key = '' AND sent_at >= @from AND sent_at <= @now
                        AND state NOT IN ('not-sent', 'sent', 'seen', 'no-reply')) AS replies_given,
                    (SELECT count(*) FROM systems WHERE level >= 3) AS leveled_systems,
                    (SELECT count(*) FROM systems WHERE level >= 3 AND EXISTS (SELECT 1 FROM drill_systems JOIN drills ON drills.id = drill_systems.drill_id
                        WHERE drill_systems.system_id = systems.id AND drills.kind = 'live' AND drills.state = 'ended' AND drills.started_at >= @from)) AS drilled_systems
                """,
                new { year = (long)year, now, from }))!;
        }

        private sealed record File(string Kind, string AsOf);

        private sealed record Known(string Cve, string Name, string Vendor, string Product, string AddedOn, string? DueOn, string Ransomware, long? Score);

        private sealed record Running(string Agency, string Code, string Name, string Product, string Version)
        {
            public Concerned Concerned(string verdict, Guid? advisory, string? letter) => new(Agency, Code, Name, Product, Version, verdict, advisory, letter);
        }

        private sealed record Letter(string Cve, Guid Id, string Number, string ProductKey, string? FromVersion, string? ToVersion, string? FixedIn)
        {
            /// <summary>Null: all versions.</summary>
            public VersionRange? Range => (FromVersion ?? ToVersion ?? FixedIn) is null ? null : new(FromVersion, ToVersion, FixedIn);
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/shared-knowledge", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            return sender.Send(new Query(), cancellation);
        })
        .Produces<Answer>().WithSummary("Known exploited weaknesses that concern the caller's systems, and the province's figures").Needs(Scopes.Report, Scopes.Read);
}
