using FluentValidation;
using IncidentDesk.Agencies;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Providers;

/// <summary>A provider commits itself to an agency for a time. Whatever "none" the agency had recorded is over by it.</summary>
public static class AddCommitment
{
    public sealed record Command(Guid Provider, CommitmentBody Body) : IRequest<ProviderView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body).SetValidator(new CommitmentRules());
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, ProviderView>
    {
        public Task<ProviderView> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var (now, by) = (clock.GetUtcNow(), Actor.Of(caller));
                await ProviderRows.TakeAsync(transaction, command.Provider, ETags.Any);
                var agency = await AddAsync(transaction, command.Provider, command.Body, by, caller, now);
                await ProviderRows.TellAsync(transaction, by, command.Provider, "commit", command.Body.Agency, agency, now);
                return await ProviderRows.RequireAsync(transaction, command.Provider, caller, now);
            }, cancellation);
    }

    /// <summary>As part of a larger transaction.</summary>
    /// <returns>The agency.</returns>
    internal static async Task<Guid> AddAsync(Transaction transaction, Guid provider, CommitmentBody body, Actor by, Caller caller, DateTimeOffset now)
    {
        var agency = await transaction.SingleAsync<Guid?>("SELECT id FROM agencies WHERE code = @code", new { code = body.Agency })
            ?? throw new RefusedException(Problems.Validation(Faults.At("/agency", "unknown-reference", WireText.Shown(body.Agency))));
        var (id, systems) = (Ids.Next(now), new HashSet<Guid>());
        foreach (var (named, n) in (body.Systems ?? []).Select((named, n) => (named, n)))
            systems.Add(await SystemView.FindAsync(transaction, named, caller) is { } system && system.Agency == body.Agency
                ? system.Id
                : throw new RefusedException(Problems.Validation(Faults.At($"/systems/{n}", "unknown-reference", WireText.Shown(named)))));
        await transaction.ExecuteAsync(
            """
            INSERT INTO provider_commitments (id, provider_id, agency_id, services, hours, document, starts_on, ends_on, entered_by, created_at, version)
            VALUES (@id, @provider, @agency, @services, @hours, @document, @from, @to, @by, @now, 1)
            """,
            new
            {
                id, provider, agency, services = string.Join(' ', body.Services.Distinct()), hours = body.Hours ?? ProviderRules.Hours[0], document = body.Document.Trim(),
                from = ProviderRows.Day(body.From), to = body.To is { } to ? ProviderRows.Day(to) : null, by = by.Word, now,
            });
        foreach (var system in systems)
            await transaction.ExecuteAsync("INSERT INTO provider_commitment_systems (commitment_id, system_id) VALUES (@id, @system)", new { id, system });
        await transaction.ExecuteAsync("UPDATE provider_nones SET withdrawn_at = @now WHERE agency_id = @agency AND withdrawn_at IS NULL", new { now, agency });
        return agency;
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/providers/{provider:guid}/commitments", async (Guid provider, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<CommitmentBody>(http, ProviderRules.MostBytes, cancellation);
            var view = await sender.Send(new Command(provider, body.Value), cancellation);
            return Made.Say(http, view, $"/api/v1/providers/{provider:D}", view.Version);
        })
        .Accepts<CommitmentBody>("application/json").Produces<ProviderView>(StatusCodes.Status201Created)
        .WithSummary("Enter what a provider is committed to for an agency").NeedsDesk(Scopes.Work, Scopes.Admin);
}
