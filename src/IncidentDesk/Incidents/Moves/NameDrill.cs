using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using MediatR;

namespace IncidentDesk.Incidents.Moves;

/// <summary>Which drill of the register an incident belongs to: its people are the ones who are really told, while it runs. Only a drill's incident belongs to one.</summary>
public static class NameDrill
{
    /// <param name="Drill">Null: to none any more, and everything of it is simulated.</param>
    public sealed record DrillRefBody(Guid? Drill = null);

    public sealed record Command(string Incident, Guid? Drill, long Version) : IRequest<Casework.Answer>;

    public sealed class Handler(Casework casework) : IRequestHandler<Command, Casework.Answer>
    {
        public Task<Casework.Answer> Handle(Command command, CancellationToken cancellation) =>
            casework.MoveAsync(command.Incident, command.Version, step => NameAsync(step, command.Drill), cancellation);

        private static async Task NameAsync(Step step, Guid? drill)
        {
            if (step.Incident.Reality != "drill")
                throw step.Refused();
            if (drill is not { } named)
            {
                await DrillTies.UntieAsync(step.Transaction, step.Incident.Id);
                await step.TellAsync("ladder", "drill-none", "internal", "This belongs to no drill of the register any more.", "Không còn thuộc cuộc diễn tập nào.");
                return;
            }
            var name = await step.Transaction.SingleAsync<string>("SELECT name FROM drills WHERE id = @named", new { named })
                ?? throw new RefusedException(Problems.Validation(Faults.At("/drill", "unknown-reference", named)));
            await DrillTies.TieAsync(step.Transaction, step.Incident.Id, named, step.Actor, step.Now);
            await step.TellAsync("ladder", "drill", "internal", $"This belongs to the drill \"{name}\".", $"Thuộc cuộc diễn tập \"{name}\".");
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/incidents/{incident}/drill", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            var body = await MoveDoors.ReadAsync<DrillRefBody>(http, cancellation);
            return MoveDoors.Say(http, await sender.Send(new Command(incident, body.Drill, version), cancellation));
        })
        .Accepts<DrillRefBody>("application/json").Produces<IncidentView>().WithSummary("Say which drill of the register an incident belongs to").NeedsDesk(Scopes.Work);
}
