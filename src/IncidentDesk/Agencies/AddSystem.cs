using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Agencies;

/// <summary>An administrator enters an information system of an agency.</summary>
public static class AddSystem
{
    public sealed record Command(SystemBody Body) : IRequest<Outcome>;

    public abstract record Outcome
    {
        public sealed record Added(SystemView System) : Outcome;

        public sealed record CodeTaken(Guid Id, string Code) : Outcome;

        public sealed record NoSuchAgency : Outcome;
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body).SetValidator(new SystemRules());
            RuleFor(command => command.Body.Code).NotNull().WithFault("required");
            RuleFor(command => command.Body.Agency).NotNull().WithFault("required");
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

        private async Task<Outcome> AddAsync(Transaction transaction, SystemBody body)
        {
            var now = clock.GetUtcNow();
            if (await AgencyView.FindAsync(transaction, body.Agency!, caller) is not { } owner)
                return new Outcome.NoSuchAgency();
            var id = Ids.Next(now);
            if (!await InsertAsync(transaction, id, owner.Id, body, now))
            {
                var stands = await transaction.SingleAsync<Guid>(
                    "SELECT id FROM systems WHERE agency_id = @agency AND code = @code", new { agency = owner.Id, code = body.Code });
                return new Outcome.CodeTaken(stands, body.Code!);
            }
            await AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, "system.add", id.ToString("D"), "added", now);
            return new Outcome.Added((await SystemView.FindAsync(transaction, id.ToString("D"), caller))!);
        }
    }

    /// <returns>False when the agency has a system of that code.</returns>
    public static async Task<bool> InsertAsync(Transaction transaction, Guid id, Guid agency, SystemBody body, DateTimeOffset now) =>
        await transaction.ExecuteAsync(
            """
            INSERT INTO systems (id, agency_id, code, name, level, personal_data, exposure, provider, basic_subjects, sensitive_subjects, purpose,
                reach, harm, sort_key, version, change_at)
            VALUES (@id, @agency, @code, @name, @level, @personalData, @exposure, @provider, @basicSubjects, @sensitiveSubjects, @purpose,
                @reach, @harm, @sortKey, 1, @now)
            ON CONFLICT (agency_id, code) DO NOTHING
            """,
            SystemRows.Columns(id, agency, body, now)) == 1;

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/systems", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var body = await Body.ReadAsync<SystemBody>(http, RegisterBodies.MostBytes, cancellation);
            switch (await sender.Send(new Command(body.Value), cancellation))
            {
                case Outcome.Added added:
                    return Made.Say(http, added.System, $"/api/v1/systems/{added.System.Id:D}", added.System.Version);
                case Outcome.CodeTaken taken:
                    throw RegisterBodies.Taken("/code", new { id = taken.Id, code = taken.Code });
                default:
                    throw new RefusedException(Problems.Validation(Faults.At("/agency", "unknown-reference", body.Value.Agency!)));
            }
        })
        .Accepts<SystemBody>("application/json").Produces<SystemView>(StatusCodes.Status201Created)
        .WithSummary("Enter an information system").NeedsDesk(Scopes.Admin).NeedsFreshProof();
}
