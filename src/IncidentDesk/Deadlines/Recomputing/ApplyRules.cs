using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Deadlines.Recomputing;

/// <summary>What the rules of today would change in what was computed before, and doing it, with a reason.</summary>
public static class ApplyRules
{
    /// <param name="Hash">The one that the preview showed.</param>
    public sealed record ApplyBody(string Reason, string Hash);

    public sealed record Query : IRequest<RuleChanges>;

    public sealed record Command(ApplyBody Body) : IRequest<RuleChanges>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body.Reason).TextBetween(1, 2000);
            RuleFor(command => command.Body.Hash).TextBetween(64, 64);
        }
    }

    public sealed class Preview(Database database, Recomputation recomputation) : IRequestHandler<Query, RuleChanges>
    {
        public Task<RuleChanges> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(recomputation.PreviewAsync, cancellation);
    }

    public sealed class Handler(Database database, Recomputation recomputation, Caller caller, TimeProvider clock) : IRequestHandler<Command, RuleChanges>
    {
        public async Task<RuleChanges> Handle(Command command, CancellationToken cancellation)
        {
            if (caller.Person is null)
                throw new RefusedException(Problems.Forbidden("needs-a-person"));
            return await database.WriteAsync(
                transaction => recomputation.ApplyAsync(transaction, command.Body.Hash, Actor.Of(caller), command.Body.Reason.Trim(), clock.GetUtcNow()),
                cancellation) ?? throw new RefusedException(Problems.Conflict("approval-stale"));
        }
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/rules/changes", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            return sender.Send(new Query(), cancellation);
        }).Produces<RuleChanges>().WithSummary("What the rules of today would change in open duties; nothing is written").NeedsDesk(Scopes.Admin);
        doors.MapPost("/rules/changes", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<ApplyBody>(http, 16 << 10, cancellation);
            return await sender.Send(new Command(body.Value), cancellation);
        }).Accepts<ApplyBody>("application/json").Produces<RuleChanges>().WithSummary("Compute open duties anew under the rules of today")
            .NeedsDesk(Scopes.Admin).NeedsFreshProof();
    }
}
