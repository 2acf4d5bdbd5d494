using FluentValidation;
using IncidentDesk.Escalation.Ladders;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using MediatR;

namespace IncidentDesk.Incidents.Moves;

/// <summary>Who takes part in a drill: they alone are called, and they alone are really told.</summary>
public static class NameParticipants
{
    private const int Most = 200;

    public sealed record ParticipantsBody(IReadOnlyList<Guid> People);

    public sealed record Command(string Incident, ParticipantsBody Body, long Version) : IRequest<Casework.Answer>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body.People).Must(people => people.Count <= Most).WithFault("too-many", Most);
            RuleFor(command => command.Body.People).Must(people => people.Distinct().Count() == people.Count).WithErrorCode("duplicate-field");
        }
    }

    public sealed class Handler(Casework casework) : IRequestHandler<Command, Casework.Answer>
    {
        public Task<Casework.Answer> Handle(Command command, CancellationToken cancellation) =>
            casework.MoveAsync(command.Incident, command.Version, step => NameAsync(step, command.Body.People), cancellation);

        private static async Task NameAsync(Step step, IReadOnlyList<Guid> people)
        {
            step.RefuseEnded();
            if (step.Incident.Reality != "drill")
                throw step.Refused();
            var faults = new List<Fault>();
            for (var place = 0; place < people.Count; place++)
                if (!await PeopleOfDesk.HasAsync(step.Transaction, people[place]))
                    faults.Add(Faults.At($"/people/{place}", "unknown-reference", people[place]));
            if (faults.Count > 0)
                throw new RefusedException(Problems.Validation(faults));
            await step.Transaction.ExecuteAsync("DELETE FROM drill_participants WHERE incident_id = @id", new { id = step.Incident.Id });
            foreach (var person in people)
                await step.Transaction.ExecuteAsync(
                    "INSERT INTO drill_participants (incident_id, person_id) VALUES (@id, @person)", new { id = step.Incident.Id, person });
            await step.TellAsync(
                "ladder", "drill-participants", "internal", $"{people.Count} people take part in the drill.", $"{people.Count} người tham gia diễn tập.");
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/incidents/{incident}/drill-participants", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            var body = await MoveDoors.ReadAsync<ParticipantsBody>(http, cancellation);
            return MoveDoors.Say(http, await sender.Send(new Command(incident, body, version), cancellation));
        })
        .Accepts<ParticipantsBody>("application/json").Produces<IncidentView>().WithSummary("Name who takes part in a drill").NeedsDesk(Scopes.Work);
}
