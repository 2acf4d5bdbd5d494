using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Versions;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Advisories;

/// <summary>What the inventory says about a letter: which systems run what it names, in which version. A suggestion that the agency confirms, never an answer.</summary>
public static class SuggestReplies
{
    /// <param name="Agency">Code; null: every agency that the caller may see.</param>
    public sealed record Query(Guid Advisory, string? Agency) : IRequest<IReadOnlyList<Suggestion>?>;

    /// <param name="Verdict">affected, not-affected or unknown.</param>
    /// <param name="Because">The product of the letter, with its ranges.</param>
    public sealed record Suggestion(string Agency, string System, string SystemName, string Exposure, string Product, string Version, long Hosts, string Verdict, string Because);

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Query, IReadOnlyList<Suggestion>?>
    {
        public Task<IReadOnlyList<Suggestion>?> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync<IReadOnlyList<Suggestion>?>(async reading =>
            {
                if (await AdvisoryRows.FindAsync(reading, query.Advisory, caller, clock.GetUtcNow()) is null)
                    return null;
                var found = new List<Suggestion>();
                foreach (var product in await AdvisoryReading.ProductsAsync(reading, query.Advisory))
                    found.AddRange((await RunningAsync(reading, query.Agency, ProductName.KeyOf(product.Name)))
                        .Where(row => ProductName.IsNamed(row.Product, ProductName.KeyOf(product.Name)))
                        .Select(row => new Suggestion(
                            row.Agency, row.Code, row.Name, row.Exposure, row.Product, row.Version, row.Hosts, VersionRange.Judge([.. product.Versions], row.Version),
                            $"{product.Name} {string.Join(", ", product.Versions)}".Trim())));
                return found;
            }, cancellation);

        private Task<IReadOnlyList<Row>> RunningAsync(Reading reading, string? agency, string key) => reading.QueryAsync<Row>(
            $"""
            SELECT agencies.code AS agency, systems.code, systems.name, systems.exposure, system_products.name AS product,
                system_products.version, system_products.hosts
            FROM system_products JOIN systems ON systems.id = system_products.system_id JOIN agencies ON agencies.id = systems.agency_id
            WHERE (system_products.product_key LIKE @ending
                    OR ((system_products.name LIKE '%(%' OR system_products.name LIKE '%[%') AND system_products.product_key LIKE @within))
                AND {caller.MaySee("systems")} AND {(agency is null ? "1 = 1" : "agencies.code = @agency")}
            ORDER BY agencies.code, systems.code, system_products.version LIMIT 2000
            """,
            new { ending = "%" + key, within = "%" + key + "%", agency = agency ?? "" });
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/advisories/{advisory:guid}/suggestions", async (Guid advisory, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(advisory, query.Text("agency", 60));
            query.Done();
            var found = await sender.Send(wanted, cancellation) ?? throw new RefusedException(Problems.NotFound());
            return Results.Json(new Page<Suggestion>(found, null), Json.Options);
        })
        .Produces<Page<Suggestion>>().Asks("agency").WithSummary("Which systems run what a warning letter names").Needs(Scopes.Report, Scopes.Read);

    private sealed record Row(string Agency, string Code, string Name, string Exposure, string Product, string Version, long Hosts);
}
