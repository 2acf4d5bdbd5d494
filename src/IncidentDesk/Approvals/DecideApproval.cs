using FluentValidation;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using MediatR;

namespace IncidentDesk.Approvals;

/// <summary>The second person says yes or no to what was asked for.</summary>
public static class DecideApproval
{
    public const int MostBytes = 64 << 10;

    public sealed record Command(Guid Id, DecisionBody Body) : IRequest<Deciding.Outcome>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body).SetValidator(new DecisionRules());
    }

    public sealed class DecisionRules : AbstractValidator<DecisionBody>
    {
        public DecisionRules()
        {
            RuleFor(body => body.Decision).OneOf("approve", "refuse");
            RuleFor(body => body.ContentHash).TextBetween(1, 128);
            RuleFor(body => body.Note).AtMostCharacters(2000);
            RuleFor(body => body.Note).Must(note => !string.IsNullOrWhiteSpace(note)).WithFault("required")
                .When(body => body.Decision == "refuse");
        }
    }

    public sealed class Handler(Deciding deciding, Caller caller) : IRequestHandler<Command, Deciding.Outcome>
    {
        public Task<Deciding.Outcome> Handle(Command command, CancellationToken cancellation) =>
            deciding.DecideAsync(reading => ApprovalRows.FindAsync(reading, command.Id, caller), command.Body, caller, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/approvals/{approval:guid}", async (Guid approval, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<DecisionBody>(http, MostBytes, cancellation);
            return Answer(await sender.Send(new Command(approval, body.Value), cancellation));
        })
        .Accepts<DecisionBody>("application/json").Produces<ApprovalView>()
        .WithSummary("Approve or refuse, as the second person").Needs(Scopes.Approve, Scopes.Admin);

    /// <exception cref="RefusedException">The decision was not taken.</exception>
    public static IResult Answer(Deciding.Outcome outcome) => outcome switch
    {
        Deciding.Outcome.Decided decided => Results.Json(decided.Approval, Json.Options),
        Deciding.Outcome.NotTheirs => throw new RefusedException(Problems.Forbidden()),
        Deciding.Outcome.SamePerson => throw new RefusedException(Problems.Conflict("same-person")),
        Deciding.Outcome.Stale => throw new RefusedException(Problems.Conflict("approval-stale")),
        Deciding.Outcome.DecidedBefore before => throw new RefusedException(Problems.Conflict("not-in-this-status", before.By, before.At)),
        _ => throw new RefusedException(Problems.NotFound()),
    };
}
