using FluentValidation;
using IncidentDesk.Approvals;
using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Papers;

/// <summary>A paper that has not left is taken back, with a reason. It stays readable for the desk.</summary>
public static class WithdrawPaper
{
    public sealed record WithdrawalBody(string Reason);

    public sealed record Command(string Paper, WithdrawalBody Body, long Version) : IRequest<PaperAnswer>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body.Reason).TextBetween(1, 2000);
    }

    public sealed class Handler(Database database, PaperViews views, Caller caller, TimeProvider clock) : IRequestHandler<Command, PaperAnswer>
    {
        public Task<PaperAnswer> Handle(Command command, CancellationToken cancellation) => caller.Person is null
            ? throw new RefusedException(Problems.Forbidden("needs-a-person"))
            : database.WriteAsync(async transaction =>
            {
                var now = clock.GetUtcNow();
                var paper = (await PaperRow.HoldAsync(transaction, command.Paper, command.Version, caller))
                    .RequireState(PaperState.Draft, PaperState.Review, PaperState.Approved);
                await PaperState.MoveAsync(transaction, paper.Id, paper.State, PaperState.Withdrawn, Actor.Of(caller), command.Body.Reason.Trim(), now);
                await Asking.VoidOpenAsync(transaction, PaperAct.Word, paper.Id.ToString("D"), now, "the paper was withdrawn");
                return await PaperAnswer.OfAsync(transaction, views, paper.Id, caller);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/papers/{paper}/withdrawal", async (string paper, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            var body = await Body.ReadAsync<WithdrawalBody>(http, PaperAnswer.MostBytes, cancellation);
            return (await sender.Send(new Command(paper, body.Value, version), cancellation)).Say(http);
        })
        .Accepts<WithdrawalBody>("application/json").Produces<PaperView>().WithSummary("Take back a paper that has not left").NeedsDesk(Scopes.Work);
}
