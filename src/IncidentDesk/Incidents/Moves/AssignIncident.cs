using FluentValidation;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using MediatR;

namespace IncidentDesk.Incidents.Moves;

/// <summary>The incident is given to a person of the desk; work on it is open from now on.</summary>
public static class AssignIncident
{
    public sealed record AssignmentBody(Guid Person, string? Note = null);

    public sealed record Command(string Incident, AssignmentBody Body, long Version) : IRequest<Casework.Answer>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body.Note).AtMostCharacters(MoveDoors.MostNote);
    }

    public sealed class Handler(Casework casework) : IRequestHandler<Command, Casework.Answer>
    {
        public Task<Casework.Answer> Handle(Command command, CancellationToken cancellation) =>
            casework.MoveAsync(command.Incident, command.Version, step => AssignAsync(step, command.Body), cancellation);

        private static async Task AssignAsync(Step step, AssignmentBody body)
        {
            step.RefuseEnded();
            var name = await step.Transaction.SingleAsync<string>(
                "SELECT name FROM people WHERE id = @person AND agency_id IS NULL AND disabled_at IS NULL", new { person = body.Person })
                ?? throw new RefusedException(Problems.Validation(Faults.At("/person", "unknown-reference", body.Person)));
            await step.Transaction.ExecuteAsync(
                "UPDATE incidents SET assignee_id = @person, status = @status WHERE id = @id",
                new { id = step.Incident.Id, person = body.Person, status = step.Further("open") });
            var note = string.IsNullOrWhiteSpace(body.Note) ? "" : $" {body.Note.Trim()}";
            await step.TellAsync("assigned", "assignment", "agency", $"Assigned to {name}.{note}", $"Giao cho {name}.{note}");
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/incidents/{incident}/assignment", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            var body = await MoveDoors.ReadAsync<AssignmentBody>(http, cancellation);
            return MoveDoors.Say(http, await sender.Send(new Command(incident, body, version), cancellation));
        })
        .Accepts<AssignmentBody>("application/json").Produces<IncidentView>().WithSummary("Give an incident to a person").NeedsDesk(Scopes.Work);
}
