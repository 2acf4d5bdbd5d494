using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents.Moves;

/// <summary>Someone takes the incident: the ladder stops climbing, and everyone sees who has it.</summary>
public static class AcknowledgeIncident
{
    public sealed record AcknowledgementBody(string? Note = null);

    public sealed record Command(string Incident, AcknowledgementBody Body) : IRequest<Casework.Answer>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body.Note).AtMostCharacters(MoveDoors.MostNote);
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, Casework.Answer>
    {
        public Task<Casework.Answer> Handle(Command command, CancellationToken cancellation) => caller.Person is { } person
            ? database.WriteAsync(transaction => TakeAsync(transaction, command, person), cancellation)
            : throw new RefusedException(Problems.Forbidden("needs-a-person"));

        private async Task<Casework.Answer> TakeAsync(Transaction transaction, Command command, Guid person)
        {
            var incident = await VisibleIncident.RequireAsync(transaction, command.Incident, caller);
            switch (await Taking.TakeAsync(transaction, incident.Id, person, Actor.Of(caller), command.Body.Note, clock.GetUtcNow()))
            {
                case Taking.Outcome.AlreadyTaken first:
                    throw new RefusedException(Problems.Conflict("already-acknowledged", first.By, first.At));
                case Taking.Outcome.Ended ended:
                    throw new RefusedException(Problems.Conflict("not-in-this-status").With("incidentStatus", ended.Status));
                default:
                    var (view, version) = (await IncidentViews.FindAsync(transaction, incident.Id))!.Value;
                    return new(view with { Ladder = await LadderStanding.OfAsync(transaction, incident.Id) }, version);
            }
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/incidents/{incident}/acknowledgement", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
            MoveDoors.Say(http, await sender.Send(new Command(incident, await MoveDoors.ReadAsync<AcknowledgementBody>(http, cancellation)), cancellation)))
        .Accepts<AcknowledgementBody>("application/json").Produces<IncidentView>().WithSummary("Take an incident").NeedsDesk(Scopes.Work);
}
