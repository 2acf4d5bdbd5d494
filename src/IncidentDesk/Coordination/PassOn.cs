using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Coordination;

/// <summary>A request is passed on to more agencies.</summary>
public static class PassOn
{
    /// <param name="Agencies">Codes.</param>
    public sealed record AgenciesBody(IReadOnlyList<string> Agencies);

    public sealed record Command(Guid Request, AgenciesBody Body, long Version) : IRequest<RequestView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body.Agencies).Must(agencies => agencies.Count > 0).WithFault("required");
            RuleFor(command => command.Body.Agencies).Must(agencies => agencies.Count <= 1000).WithFault("too-many", 1000);
        }
    }

    public sealed class Handler(Database database, RequestAgencies agencies, Caller caller, TimeProvider clock) : IRequestHandler<Command, RequestView>
    {
        public Task<RequestView> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var now = clock.GetUtcNow();
                var row = await RequestRows.HoldAsync(transaction, command.Request, command.Version, caller);
                var added = await agencies.AskAsync(transaction, row.Id, command.Body.Agencies, row.Tlp, now);
                await transaction.ExecuteAsync("UPDATE coordination_requests SET version = version + 1 WHERE id = @id", new { id = row.Id });
                await AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, "coordination.pass-on", row.Id.ToString("D"), $"to {added}", now);
                return (await RequestView.FindAsync(transaction, row.Id, caller))!;
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/coordination-requests/{request:guid}/agencies", (Guid request, HttpContext http, ISender sender, CancellationToken cancellation) =>
            EndRequest.SayAsync<AgenciesBody>(http, (body, version) => sender.Send(new Command(request, body, version), cancellation), cancellation))
        .Accepts<AgenciesBody>("application/json").Produces<RequestView>().WithSummary("Pass a coordination request on to more agencies").NeedsDesk(Scopes.Work, Scopes.Admin);
}
