using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Advisories;

/// <summary>
/// An agency answers a letter, for itself as a whole or for one of its systems. The desk never answers in its name: what comes on paper the desk enters with the
/// number and day of that paper. As a whole it stands no better than one of its systems: such an answer is refused, and one that stands gives way to what a system says.
/// </summary>
public static class AnswerAdvisory
{
    public sealed record ReplyBody
    {
        /// <summary>assessing, not-affected, affected, mitigated, patched or excepted.</summary>
        public required string State { get; init; }

        /// <summary>How many machines or services; for affected at least one.</summary>
        public long? Affected { get; init; }

        /// <summary>What shows it; for not-affected, mitigated and patched.</summary>
        public string? Evidence { get; init; }

        /// <summary>Why it is left as it is; for excepted.</summary>
        public string? Reason { get; init; }

        /// <summary>Until when; for excepted, at most a year.</summary>
        public DateTimeOffset? Until { get; init; }
        public string? Note { get; init; }

        /// <summary>Code of the system that this is about; left out for the agency as a whole.</summary>
        public string? System { get; init; }

        /// <summary>Who signs. A person who is signed in, or whose key it is, signs themselves where it is left out.</summary>
        public string? SignedBy { get; init; }

        /// <summary>Number and day of the agency's own letter; the desk must give it, agencies leave it out.</summary>
        public string? Paper { get; init; }
    }

    public sealed record Command(Guid Advisory, string Agency, ReplyBody Body, long Version) : IRequest<ReplyView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(command => command.Body.State).OneOf(CellMoves.Answers);
            RuleFor(command => command.Body.Evidence).AtMostCharacters(2000);
            RuleFor(command => command.Body.Reason).AtMostCharacters(2000);
            RuleFor(command => command.Body.Note).AtMostCharacters(2000);
            RuleFor(command => command.Body.SignedBy).TextBetween(1, 200).OnOneLine();
            RuleFor(command => command.Body.Paper).TextBetween(1, 200).OnOneLine();
            RuleFor(command => command.Body).Custom((body, context) =>
            {
                foreach (var (field, code) in ReplyRules.Faults(new(body.State, body.Affected, body.Evidence, body.Reason, body.Until), clock.GetUtcNow()))
                    context.AddFailure(new FluentValidation.Results.ValidationFailure($"Body.{char.ToUpperInvariant(field[0])}{field[1..]}", code)
                    {
                        ErrorCode = code, CustomState = Faults.At("", code),
                    });
            });
        }
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, ReplyView>
    {
        public Task<ReplyView> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(transaction => Answering.AnswerAsync(transaction, command, caller, clock.GetUtcNow()), cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/advisories/{advisory:guid}/replies/{agency}", async (Guid advisory, string agency, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<ReplyBody>(http, AdvisoryRules.MostBytes, cancellation);
            var reply = await sender.Send(new Command(advisory, agency, body.Value, version), cancellation);
            ETags.Write(http.Response, reply.Version);
            return Results.Json(reply, Json.Options);
        })
        .Accepts<ReplyBody>("application/json").Produces<ReplyView>().WithSummary("Answer a warning letter").Needs(Scopes.Report);
}
