using IncidentDesk.Approvals;
using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Papers;

/// <summary>The paper is ready and a second person is asked. It is not ready while a mandatory field is empty, and each one is named.</summary>
public static class ReviewPaper
{
    public sealed record Command(string Paper, long Version) : IRequest<Answer>;

    public sealed record Answer(ApprovalBrief Approval);

    public sealed class Handler(Database database, PaperForms forms, Caller caller, TimeProvider clock) : IRequestHandler<Command, Answer>
    {
        public Task<Answer> Handle(Command command, CancellationToken cancellation) => caller.Person is not { } person
            ? throw new RefusedException(Problems.Forbidden("needs-a-person"))
            : database.WriteAsync(transaction => AskAsync(transaction, command, person), cancellation);

        private async Task<Answer> AskAsync(Transaction transaction, Command command, Guid person)
        {
            var (now, actor) = (clock.GetUtcNow(), Actor.Of(caller));
            var paper = (await PaperRow.HoldAsync(transaction, command.Paper, command.Version, caller)).RequireState(PaperState.Draft, PaperState.Review);
            var form = forms.Require(paper);
            var version = (await PaperVersions.FindAsync(transaction, paper.Id, paper.Latest))!;
            var values = version.Read().Values;
            if (Filling.Missing(form, values) is { Count: > 0 } missing)
                throw new RefusedException(Problems.Conflict("paper-incomplete") with { Errors = [.. missing.Select(field => PaperFault.Missing(field, values))] });
            if (paper.State == PaperState.Draft)
                await PaperState.MoveAsync(transaction, paper.Id, PaperState.Draft, PaperState.Review, actor, version.Hash, now);
            var approval = await PaperAsking.AskAsync(transaction, forms, paper, actor, person, now);
            return new(approval.Brief);
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/papers/{paper}/review", async (string paper, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            await Body.ReadAsync<Nothing>(http, PaperAnswer.MostBytes, cancellation);
            return Results.Json(await sender.Send(new Command(paper, version), cancellation), Json.Options, statusCode: StatusCodes.Status202Accepted);
        })
        .Accepts<Nothing>("application/json").Produces<Answer>(StatusCodes.Status202Accepted)
        .WithSummary("Say that a paper is ready and ask a second person; refused while mandatory fields are empty").NeedsDesk(Scopes.Work);

    /// <summary>The door takes no words of its own.</summary>
    public sealed record Nothing;
}
