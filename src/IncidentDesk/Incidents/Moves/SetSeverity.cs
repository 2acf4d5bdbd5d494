using FluentValidation;
using IncidentDesk.Approvals;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents.Moves;

/// <summary>A person says how bad it is. Raising is free and done at once; lowering takes a second person.</summary>
public static class SetSeverity
{
    /// <param name="Serious">Left out, it stays as it is.</param>
    /// <param name="Reason">Why. A duty that is opened past its due time keeps it.</param>
    public sealed record SeverityBody(string Severity, string Reason, bool? Serious = null);

    public sealed record Command(string Incident, SeverityBody Body, long Version) : IRequest<EndIncident.Outcome>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body.Severity).OneOf(Words.Severities);
            RuleFor(command => command.Body.Reason).TextBetween(1, MoveDoors.MostNote);
        }
    }

    public sealed class Handler(Database database, Casework casework, Raising raising) : IRequestHandler<Command, EndIncident.Outcome>
    {
        public Task<EndIncident.Outcome> Handle(Command command, CancellationToken cancellation) => database.WriteAsync<EndIncident.Outcome>(async transaction =>
        {
            var step = await casework.HoldAsync(transaction, command.Incident, command.Version);
            step.RefuseEnded();
            var serious = command.Body.Serious ?? step.Incident.SeriousSince is not null;
            var wanted = new Lowering(Raising.AtLeast(command.Body.Severity, serious), serious, command.Body.Reason.Trim());
            if (wanted.Lowers(step.Incident))
            {
                casework.RequirePerson();
                return new EndIncident.Outcome.Asked(await wanted.AskAsync(step));
            }
            await raising.RaiseAsync(step, wanted.Severity, serious, wanted.Reason);
            await step.TellAsync(
                "severity", "severity", "agency",
                $"{step.Actor.Name}: {wanted.Severity}{(serious ? ", serious" : "")}. {wanted.Reason}",
                $"{step.Actor.Name}: mức {SeverityNames.InVietnamese(wanted.Severity)}{(serious ? ", nghiêm trọng theo luật" : "")}. {wanted.Reason}");
            return new EndIncident.Outcome.Ended(await Casework.AnswerAsync(step));
        }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/incidents/{incident}/severity", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            var body = await MoveDoors.ReadAsync<SeverityBody>(http, cancellation);
            return EndIncident.Say(http, await sender.Send(new Command(incident, body, version), cancellation));
        })
        .Accepts<SeverityBody>("application/json").Produces<IncidentView>().Produces<EndIncident.AskedAnswer>(StatusCodes.Status202Accepted)
        .WithSummary("Say how bad it is").NeedsDesk(Scopes.Work);
}
