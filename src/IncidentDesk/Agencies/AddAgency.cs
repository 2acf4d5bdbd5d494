using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Agencies;

/// <summary>An administrator enters an agency, with its place in the tree.</summary>
public static class AddAgency
{
    public sealed record Command(AgencyBody Body) : IRequest<Outcome>;

    public abstract record Outcome
    {
        public sealed record Added(AgencyView Agency) : Outcome;

        public sealed record CodeTaken(Guid Id, string Code) : Outcome;
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body).SetValidator(new AgencyRules());
            RuleFor(command => command.Body.Code).NotNull().WithFault("required");
        }
    }

    public sealed class Handler(Database database, AgencyRegister register, Caller caller, TimeProvider clock) : IRequestHandler<Command, Outcome>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken cancellation)
        {
            var outcome = await database.WriteAsync(transaction => AddAsync(transaction, command.Body), cancellation);
            register.Forget();
            return outcome;
        }

        private async Task<Outcome> AddAsync(Transaction transaction, AgencyBody body)
        {
            var now = clock.GetUtcNow();
            var added = await AgencyRows.InsertAsync(transaction, body, now);
            var stands = (await AgencyView.FindAsync(transaction, body.Code!, caller))!;
            if (added is null)
                return new Outcome.CodeTaken(stands.Id, stands.Code);
            await AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, "agency.add", stands.Id.ToString("D"), "added", now);
            return new Outcome.Added(stands);
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/agencies", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var body = await Body.ReadAsync<AgencyBody>(http, RegisterBodies.MostBytes, cancellation);
            switch (await sender.Send(new Command(body.Value), cancellation))
            {
                case Outcome.Added added:
                    return Made.Say(http, added.Agency, $"/api/v1/agencies/{added.Agency.Code}", added.Agency.Version);
                case Outcome.CodeTaken taken:
                    throw RegisterBodies.Taken("/code", new { id = taken.Id, code = taken.Code });
                default:
                    throw new InvalidOperationException("An outcome without an answer.");
            }
        })
        .Accepts<AgencyBody>("application/json").Produces<AgencyView>(StatusCodes.Status201Created)
        .WithSummary("Enter an agency").NeedsDesk(Scopes.Admin).NeedsFreshProof();
}
