using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Evidence;

/// <summary>The report of a form was filed: its files are given to the incident, each by itself, so that no quota ever stands in the way of a report.</summary>
public static class GiveFormFiles
{
    /// <param name="Form">The form's own key.</param>
    /// <param name="Incident">The number or id of what came of it.</param>
    public sealed record Command(Guid Form, string Incident) : IRequest<int>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Incident).TextBetween(1, 60);
    }

    /// <summary>Answers how many could not be given: they wait for a day.</summary>
    public sealed class Handler(Database database, Caller caller, EvidenceRoom room, TimeProvider clock) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command command, CancellationToken cancellation)
        {
            var left = 0;
            foreach (var row in await database.ReadAsync(reading => ListFormFiles.OfAsync(reading, command.Form, caller), cancellation))
                try
                {
                    await database.WriteAsync(async transaction =>
                    {
                        var incident = await EvidenceOf.RequireAsync(transaction, command.Incident, caller);
                        await GiveEvidence.GiveAsync(transaction, room, row, incident, Actor.Of(caller), clock.GetUtcNow());
                    }, cancellation);
                }
                catch (RefusedException)
                {
                    left++;
                }
            return left;
        }
    }
}
