using IncidentDesk.Escalation.Climbing;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using MediatR;

namespace IncidentDesk.Incidents.Moves;

/// <summary>Whoever took an incident gives it back: the ladder goes on where it stopped, at once.</summary>
public static class GiveBackIncident
{
    public sealed record Command(string Incident) : IRequest<Casework.Answer>;

    public sealed class Handler(Casework casework) : IRequestHandler<Command, Casework.Answer>
    {
        public Task<Casework.Answer> Handle(Command command, CancellationToken cancellation)
        {
            var person = casework.RequirePerson();
            return casework.MoveAsync(command.Incident, ETags.Any, step => GiveBackAsync(step, person), cancellation);
        }

        private static async Task GiveBackAsync(Step step, Guid person)
        {
            // The WHERE clause is the rule: one gives back what is one's own, and only while it runs.
            var given = await step.Transaction.ExecuteAsync(
                """
                UPDATE incidents SET acknowledged_at = NULL, acknowledged_by = NULL,
                    assignee_id = CASE WHEN assignee_id = @person THEN NULL ELSE assignee_id END
                WHERE id = @id AND acknowledged_by = @person AND ended_at IS NULL
                """,
                new { id = step.Incident.Id, person });
            if (given == 0)
                throw step.Refused();
            await IncidentLadders.GoOnAsync(step.Transaction, step.Incident.Id, step.Now);
            await step.TellAsync("acknowledged", "give-back", "agency", $"{step.Actor.Name} gave it back: calling goes on.", $"{step.Actor.Name} trả lại: tiếp tục gọi.");
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapDelete("/incidents/{incident}/acknowledgement", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            return MoveDoors.Say(http, await sender.Send(new Command(incident), cancellation));
        })
        .Produces<IncidentView>().WithSummary("Give an incident back: calling goes on").NeedsDesk(Scopes.Work);
}
