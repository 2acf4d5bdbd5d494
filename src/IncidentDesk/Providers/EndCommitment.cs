using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Providers;

/// <summary>A commitment ends on another day than was agreed, with the reason. The row stays: who covered whom in the past is read from it.</summary>
public static class EndCommitment
{
    /// <param name="On">The last day on which it holds.</param>
    public sealed record CommitmentEndBody(DateOnly On, string Reason);

    public sealed record Command(Guid Provider, Guid Commitment, CommitmentEndBody Body, long Version) : IRequest<ProviderView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body.On).Must(day => day.Year is >= 2000 and <= 2200).WithFault("out-of-range", 2000, 2200);
            RuleFor(command => command.Body.Reason).TextBetween(1, 2000);
        }
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, ProviderView>
    {
        public Task<ProviderView> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var now = clock.GetUtcNow();
                await ProviderRows.TakeAsync(transaction, command.Provider, command.Version);
                var row = await transaction.SingleAsync<Row>(
                    "SELECT agency_id, starts_on FROM provider_commitments WHERE id = @id AND provider_id = @provider", new { id = command.Commitment, provider = command.Provider })
                    ?? throw new RefusedException(Problems.NotFound());
                if (string.CompareOrdinal(ProviderRows.Day(command.Body.On), row.StartsOn) < 0)
                    throw new RefusedException(Problems.Validation(Faults.Saying(
                        "/on", "out-of-range", "A commitment does not end before it begins.", "Cam kết không thể kết thúc trước ngày bắt đầu.")));
                await transaction.ExecuteAsync(
                    "UPDATE provider_commitments SET ends_on = @on, ended_reason = @reason, version = version + 1 WHERE id = @id",
                    new { id = command.Commitment, on = ProviderRows.Day(command.Body.On), reason = command.Body.Reason.Trim() });
                await ProviderRows.TellAsync(transaction, Actor.Of(caller), command.Provider, "end-commitment", ProviderRows.Day(command.Body.On), row.AgencyId, now);
                return await ProviderRows.RequireAsync(transaction, command.Provider, caller, now);
            }, cancellation);

        private sealed record Row(Guid AgencyId, string StartsOn);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/providers/{provider:guid}/commitments/{commitment:guid}/end", async (Guid provider, Guid commitment, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<CommitmentEndBody>(http, ProviderRules.MostBytes, cancellation);
            return ProviderAnswer.Of(http, await sender.Send(new Command(provider, commitment, body.Value, version), cancellation));
        })
        .Accepts<CommitmentEndBody>("application/json").Produces<ProviderView>().WithSummary("End a commitment on a day, with the reason").NeedsDesk(Scopes.Work, Scopes.Admin);
}
