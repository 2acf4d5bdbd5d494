using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Providers;

/// <summary>A contact of a provider is entered, tried by a person, or taken out of use.</summary>
public static class ProviderContacts
{
    public sealed record AddCommand(Guid Provider, ProviderContactBody Body) : IRequest<ProviderView>;

    private sealed record NoBody;

    /// <param name="Act">verify or end.</param>
    public sealed record ActCommand(Guid Provider, Guid Contact, string Act, long Version) : IRequest<ProviderView>;

    public sealed class Validator : AbstractValidator<AddCommand>
    {
        public Validator() => RuleFor(command => command.Body).SetValidator(new ProviderContactRules());
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<AddCommand, ProviderView>, IRequestHandler<ActCommand, ProviderView>
    {
        public Task<ProviderView> Handle(AddCommand command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var (now, body) = (clock.GetUtcNow(), command.Body);
                await ProviderRows.TakeAsync(transaction, command.Provider, ETags.Any);
                await transaction.ExecuteAsync(
                    """
                    INSERT INTO provider_contacts (id, provider_id, name, purpose, channel, value, created_at) VALUES (@id, @provider, @name, @purpose, @channel, @value, @now)
                    """,
                    new
                    {
                        id = Ids.Next(now), provider = command.Provider, name = body.Name.Trim(), purpose = body.Purpose ?? "incident", channel = body.Channel,
                        value = ProviderContactRules.ValueOf(body.Channel, body.Value)!, now,
                    });
                await ProviderRows.TellAsync(transaction, Actor.Of(caller), command.Provider, "contact", "added", null, now);
                return await ProviderRows.RequireAsync(transaction, command.Provider, caller, now);
            }, cancellation);

        public Task<ProviderView> Handle(ActCommand command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var (now, by) = (clock.GetUtcNow(), Actor.Of(caller));
                await ProviderRows.TakeAsync(transaction, command.Provider, command.Version);
                if (command.Act == "verify" && caller.Person is null)
                    throw new RefusedException(Problems.Forbidden("needs-a-person"));
                var (id, provider) = (command.Contact, command.Provider);
                var done = command.Act == "verify"
                    ? await transaction.ExecuteAsync(
                        "UPDATE provider_contacts SET verified_on = @now, verified_by = @by WHERE id = @id AND provider_id = @provider AND ended_at IS NULL", new { now, by = by.Name, id, provider })
                    : await transaction.ExecuteAsync("UPDATE provider_contacts SET ended_at = @now WHERE id = @id AND provider_id = @provider AND ended_at IS NULL", new { now, id, provider });
                if (done == 0)
                    throw new RefusedException(Problems.NotFound());
                await ProviderRows.TellAsync(transaction, by, provider, "contact", command.Act == "verify" ? "verified" : "ended", null, now);
                return await ProviderRows.RequireAsync(transaction, provider, caller, now);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapPost("/providers/{provider:guid}/contacts", async (Guid provider, HttpContext http, ISender sender, CancellationToken cancellation) =>
            {
                QueryString.Of(http.Request).Done();
                var body = await Body.ReadAsync<ProviderContactBody>(http, ProviderRules.MostBytes, cancellation);
                var view = await sender.Send(new AddCommand(provider, body.Value), cancellation);
                return Made.Say(http, view, $"/api/v1/providers/{provider:D}", view.Version);
            })
            .Accepts<ProviderContactBody>("application/json").Produces<ProviderView>(StatusCodes.Status201Created)
            .WithSummary("Enter a contact of a provider").NeedsDesk(Scopes.Work, Scopes.Admin);
        doors.MapPut("/providers/{provider:guid}/contacts/{contact:guid}/check", async (Guid provider, Guid contact, HttpContext http, ISender sender, CancellationToken cancellation) =>
            {
                var version = ETags.Require(http.Request);
                await Body.ReadAsync<NoBody>(http, ProviderRules.MostBytes, cancellation);
                return await ActAsync(new(provider, contact, "verify", version), http, sender, cancellation);
            })
            .Accepts<NoBody>("application/json").Produces<ProviderView>().WithSummary("A person has tried a contact of a provider, and it works").NeedsDesk(Scopes.Work, Scopes.Admin);
        doors.MapDelete("/providers/{provider:guid}/contacts/{contact:guid}", (Guid provider, Guid contact, HttpContext http, ISender sender, CancellationToken cancellation) =>
                ActAsync(new(provider, contact, "end", ETags.Require(http.Request)), http, sender, cancellation))
            .Produces<ProviderView>().WithSummary("Take a contact of a provider out of use").NeedsDesk(Scopes.Work, Scopes.Admin);
    }

    private static async Task<IResult> ActAsync(ActCommand command, HttpContext http, ISender sender, CancellationToken cancellation)
    {
        QueryString.Of(http.Request).Done();
        return ProviderAnswer.Of(http, await sender.Send(command, cancellation));
    }
}
