using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Versions;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Agencies;

/// <summary>What a system runs, in which version: by that a warning letter finds whom it concerns. An agency keeps its own; a change replaces the whole list.</summary>
public static class SystemProducts
{
    public const int Most = 500;

    /// <param name="Hosts">How many machines run it; one where nobody says.</param>
    public sealed record ProductBody(string Product, string Version, long? Hosts = null);

    public sealed record ProductsBody(IReadOnlyList<ProductBody> Products);

    public sealed record ProductView(string Product, string Version, long Hosts, DateTimeOffset NotedAt);

    public sealed record Answer(string Agency, string System, IReadOnlyList<ProductView> Products, long Version);

    public sealed record Query(string System) : IRequest<Answer?>;

    public sealed record Command(string System, ProductsBody Body, long Version) : IRequest<Answer>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body.Products).AtMostItems(Most);
            RuleForEach(command => command.Body.Products).SetValidator(new ProductRules());
            RuleFor(command => command.Body.Products).Must(products => products is null
                || products.Select(one => (ProductName.KeyOf(one.Product), one.Version.Trim())).Distinct().Count() == products.Count).WithFault("duplicate-field");
        }
    }

    public sealed class ProductRules : AbstractValidator<ProductBody>
    {
        public ProductRules()
        {
            RuleFor(one => one.Product).TextBetween(1, 200).OnOneLine();
            RuleFor(one => one.Product).Must(name => ProductName.KeyOf(name).Length > 0).WithFault("bad-format", "FortiOS");
            RuleFor(one => one.Version).TextBetween(1, 100).OnOneLine();
            RuleFor(one => one.Hosts).From(1, 1_000_000);
        }
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Query, Answer?>, IRequestHandler<Command, Answer>
    {
        public Task<Answer?> Handle(Query query, CancellationToken cancellation) => database.ReadAsync<Answer?>(
            async reading => await SystemView.FindAsync(reading, query.System, caller) is { } system ? await AnswerAsync(reading, system) : null, cancellation);

        public Task<Answer> Handle(Command command, CancellationToken cancellation) => database.WriteAsync(async transaction =>
        {
            var (now, system) = (clock.GetUtcNow(), await SystemView.FindAsync(transaction, command.System, caller) ?? throw new RefusedException(Problems.NotFound()));
            if (command.Version != ETags.Any && command.Version != system.Version)
                throw new RefusedException(Problems.Stale());
            await transaction.ExecuteAsync("DELETE FROM system_products WHERE system_id = @id", new { id = system.Id });
            foreach (var product in command.Body.Products)
                await WriteAsync(transaction, system.Id, product, now);
            await transaction.ExecuteAsync("UPDATE systems SET version = version + 1 WHERE id = @id", new { id = system.Id });
            await AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, "system.products", system.Id.ToString("D"), $"{command.Body.Products.Count} products", now);
            return await AnswerAsync(transaction, system with { Version = system.Version + 1 });
        }, cancellation);

        private static async Task<Answer> AnswerAsync(Reading reading, SystemView system) => new(
            system.Agency, system.Code, await reading.QueryAsync<ProductView>(
                "SELECT name AS product, version, hosts, noted_at FROM system_products WHERE system_id = @id ORDER BY product_key, version", new { id = system.Id }), system.Version);
    }

    public static Task WriteAsync(Transaction transaction, Guid system, ProductBody product, DateTimeOffset now) => transaction.ExecuteAsync(
        """
        INSERT INTO system_products (system_id, product_key, version, name, hosts, noted_at) VALUES (@system, @key, @version, @name, @hosts, @now)
        ON CONFLICT (system_id, product_key, version) DO UPDATE SET name = excluded.name, hosts = excluded.hosts, noted_at = excluded.noted_at
        """,
        new { system, key = ProductName.KeyOf(product.Product), version = product.Version.Trim(), name = product.Product.Trim(), hosts = product.Hosts ?? 1, now });

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/systems/{system}/products", async (string system, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var found = await sender.Send(new Query(system), cancellation) ?? throw new RefusedException(Problems.NotFound());
            return ETags.NotModified(http, found.Version) ? Results.Empty : Results.Json(found, Json.Options);
        }).Produces<Answer>().WithSummary("What an information system runs").Needs(Scopes.Report, Scopes.Read, Scopes.Admin);
        doors.MapPut("/systems/{system}/products", async (string system, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<ProductsBody>(http, RegisterBodies.MostBytes * 4, cancellation);
            var answer = await sender.Send(new Command(system, body.Value, version), cancellation);
            ETags.Write(http.Response, answer.Version);
            return Results.Json(answer, Json.Options);
        }).Accepts<ProductsBody>("application/json").Produces<Answer>().WithSummary("Say what an information system runs").Needs(Scopes.Report, Scopes.Admin);
    }
}
