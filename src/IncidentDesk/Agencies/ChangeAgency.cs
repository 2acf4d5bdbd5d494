using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Agencies;

/// <summary>An administrator changes an agency, or hangs it elsewhere in the tree. Incidents keep the agency they were filed under.</summary>
public static class ChangeAgency
{
    /// <param name="Version">The version that the caller read, or <see cref="ETags.Any"/>.</param>
    public sealed record Command(string Agency, AgencyBody Body, long Version) : IRequest<Outcome>;

    public abstract record Outcome
    {
        public sealed record Changed(AgencyView Agency) : Outcome;

        public sealed record Stale : Outcome;

        public sealed record NoSuchAgency : Outcome;
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body).SetValidator(new AgencyRules());
    }

    public sealed class Handler(Database database, AgencyRegister register, Caller caller, TimeProvider clock) : IRequestHandler<Command, Outcome>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken cancellation)
        {
            var outcome = await database.WriteAsync(transaction => ChangeAsync(transaction, command), cancellation);
            register.Forget();
            return outcome;
        }

        private async Task<Outcome> ChangeAsync(Transaction transaction, Command command)
        {
            await AgencyTree.HoldAsync(transaction);
            if (await AgencyView.FindAsync(transaction, command.Agency, caller) is not { } before)
                return new Outcome.NoSuchAgency();
            if (command.Version != ETags.Any && command.Version != before.Version)
                return new Outcome.Stale();
            RegisterBodies.RefuseOtherCode(command.Body.Code, before.Code);
            await AgencyRows.UpdateAsync(transaction, before, command.Body, clock.GetUtcNow());
            await AuditTrail.AppendAsync(
                transaction, Actor.Of(caller).Word, "agency.change", before.Id.ToString("D"), "changed", clock.GetUtcNow());
            return new Outcome.Changed((await AgencyView.FindAsync(transaction, before.Code, caller))!);
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/agencies/{agency}", async (string agency, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            var body = await Body.ReadAsync<AgencyBody>(http, RegisterBodies.MostBytes, cancellation);
            switch (await sender.Send(new Command(agency, body.Value, version), cancellation))
            {
                case Outcome.Changed changed:
                    ETags.Write(http.Response, changed.Agency.Version);
                    return Results.Json(changed.Agency, Json.Options);
                case Outcome.Stale:
                    throw new RefusedException(Problems.Stale());
                default:
                    throw new RefusedException(Problems.NotFound());
            }
        })
        .Accepts<AgencyBody>("application/json").Produces<AgencyView>().WithSummary("Change an agency").NeedsDesk(Scopes.Admin).NeedsFreshProof();
}
