using FluentValidation;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;

namespace IncidentDesk.Incidents.Moves;

/// <summary>Why a duty is late, in a person's words: the law asks for the reason. Late it stays, whatever the reason.</summary>
public static class ExplainLateness
{
    /// <param name="Obligation">Which duty; left out, each late one that has no reason yet.</param>
    public sealed record LatenessBody(string Reason, Guid? Obligation = null);

    public sealed record Command(string Incident, LatenessBody Body) : IRequest<Casework.Answer>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body.Reason).TextBetween(1, MoveDoors.MostNote);
    }

    public sealed class Handler(Casework casework) : IRequestHandler<Command, Casework.Answer>
    {
        public Task<Casework.Answer> Handle(Command command, CancellationToken cancellation)
        {
            casework.RequirePerson();
            return casework.MoveAsync(command.Incident, ETags.Any, step => ExplainAsync(step, command.Body), cancellation);
        }

        private static async Task ExplainAsync(Step step, LatenessBody body)
        {
            var reason = body.Reason.Trim();
            var which = body.Obligation is null ? "late_reason IS NULL" : "id = @obligation";
            var kinds = await step.Transaction.QueryAsync<string>(
                $"""
                UPDATE obligations SET late_reason = @reason
                WHERE incident_id = @incident AND {which} AND ((state = 'open' AND due_at < @now) OR state = 'late') RETURNING kind
                """,
                new { incident = step.Incident.Id, obligation = body.Obligation, reason, now = step.Now });
            if (kinds.Count == 0)
                throw step.Refused();
            await step.TellAsync(
                "obligation", "late-reason", "agency", $"{Said(kinds, Language.English)}, why late: {reason}",
                $"{Said(kinds, Language.Vietnamese)}, lý do chậm: {reason}");
        }

        private static string Said(IReadOnlyList<string> kinds, Language language) =>
            string.Join(", ", kinds.Distinct().Select(kind => Texts.Say(Texts.Obligations, kind, language)));
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/incidents/{incident}/late-reason", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
            MoveDoors.Say(http, await sender.Send(new Command(incident, await MoveDoors.ReadAsync<LatenessBody>(http, cancellation)), cancellation)))
        .Accepts<LatenessBody>("application/json").Produces<IncidentView>().WithSummary("Say why a duty is late").NeedsDesk(Scopes.Work);
}
