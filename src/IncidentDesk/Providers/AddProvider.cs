using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Providers;

/// <summary>A provider is entered, or put right. The same body under another spelling is refused: there is one row for each.</summary>
public static class AddProvider
{
    /// <param name="Provider">Null: a new one.</param>
    public sealed record Command(Guid? Provider, ProviderBody Body, long Version) : IRequest<ProviderView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body).SetValidator(new ProviderRules());
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, ProviderView>
    {
        public Task<ProviderView> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var now = clock.GetUtcNow();
                var (id, key) = (command.Provider ?? Ids.Next(now), ProviderRows.KeyOf(command.Body.Name));
                if (command.Provider is not null)
                    await ProviderRows.TakeAsync(transaction, id, command.Version);
                if (await transaction.SingleAsync<Guid?>("SELECT id FROM providers WHERE name_key = @key AND id <> @id", new { key, id }) is { } other)
                    throw new RefusedException(Problems.Conflict("provider-known") with { Existing = new { id = other } });
                var values = new { id, name = command.Body.Name.Trim(), key, note = command.Body.Note, now };
                var written = command.Provider is null
                    ? await transaction.ExecuteAsync(
                        "INSERT INTO providers (id, name, name_key, note, created_at, version) VALUES (@id, @name, @key, @note, @now, 1) ON CONFLICT (name_key) DO NOTHING", values)
                    : await transaction.ExecuteAsync(
                        "UPDATE providers SET name = @name, name_key = @key, note = @note WHERE id = @id", new { values.id, values.name, values.key, values.note });
                if (written == 0)
                    throw new RefusedException(Problems.Conflict("provider-known"));
                await ProviderRows.TellAsync(transaction, Actor.Of(caller), id, command.Provider is null ? "add" : "change", "done", null, now);
                return await ProviderRows.RequireAsync(transaction, id, caller, now);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapPost("/providers", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
            {
                QueryString.Of(http.Request).Done();
                var body = await Body.ReadAsync<ProviderBody>(http, ProviderRules.MostBytes, cancellation);
                var added = await sender.Send(new Command(null, body.Value, ETags.Any), cancellation);
                return Made.Say(http, added, $"/api/v1/providers/{added.Id:D}", added.Version);
            })
            .Accepts<ProviderBody>("application/json").Produces<ProviderView>(StatusCodes.Status201Created)
            .WithSummary("Enter a security service provider").NeedsDesk(Scopes.Work, Scopes.Admin);
        doors.MapPut("/providers/{provider:guid}", async (Guid provider, HttpContext http, ISender sender, CancellationToken cancellation) =>
            {
                var version = ETags.Require(http.Request);
                QueryString.Of(http.Request).Done();
                var body = await Body.ReadAsync<ProviderBody>(http, ProviderRules.MostBytes, cancellation);
                return ProviderAnswer.Of(http, await sender.Send(new Command(provider, body.Value, version), cancellation));
            })
            .Accepts<ProviderBody>("application/json").Produces<ProviderView>().WithSummary("Change a security service provider").NeedsDesk(Scopes.Work, Scopes.Admin);
    }
}
