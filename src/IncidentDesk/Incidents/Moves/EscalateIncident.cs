using FluentValidation;
using IncidentDesk.Delivery;
using IncidentDesk.Escalation.Climbing;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents.Moves;

/// <summary>A person does not wait: the next rung is called now, or a centre is told.</summary>
public static class EscalateIncident
{
    public const string NextRung = "next-rung";

    /// <param name="To">next-rung, or the id of a centre.</param>
    /// <param name="AsOf">When the person looked: what was climbed or forwarded after that is not done a second time.</param>
    /// <param name="Channel">How a centre is told: mail, and a call where that does not get through, unless it is named.</param>
    public sealed record EscalationBody(string To, string Reason, DateTimeOffset AsOf, string? Channel = null);

    public sealed record Command(string Incident, EscalationBody Body) : IRequest<Answer>;

    /// <param name="Step">The rung that was called, counted over all rounds; null for a centre.</param>
    /// <param name="Called">Who is called now; for a centre its name.</param>
    /// <param name="NextAt">When the next rung is called by itself.</param>
    /// <param name="Delivery">The message to the centre.</param>
    public sealed record Answer(string To, long? Step, IReadOnlyList<string> Called, DateTimeOffset? NextAt, DeliveryBrief? Delivery);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body.To).OneOf([NextRung, .. Words.Centres]);
            RuleFor(command => command.Body.Channel).OneOf(Words.Channels).When(command => command.Body.To != NextRung);
            // Each rung has its own.
            RuleFor(command => command.Body.Channel).Null().WithErrorCode("not-in-list").When(command => command.Body.To == NextRung);
            RuleFor(command => command.Body.Reason).TextBetween(1, MoveDoors.MostNote);
        }
    }

    public sealed class Handler(Database database, Casework casework, Ascent ascent, ToldByPerson told) : IRequestHandler<Command, Answer>
    {
        public Task<Answer> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var step = await casework.HoldAsync(transaction, command.Incident, ETags.Any);
                step.RefuseEnded();
                return command.Body.To == NextRung ? await ClimbAsync(step, command.Body) : await told.PlanAsync(step, command.Body);
            }, cancellation);

        private async Task<Answer> ClimbAsync(Step step, EscalationBody body)
        {
            if (await ascent.OnDemandAsync(step.Transaction, step.Incident.Id, step.Actor, body.Reason.Trim(), body.AsOf, step.Now) is not { } climbed)
                throw new RefusedException(await WhyNotAsync(step));
            await AuditAsync(step, NextRung);
            return new(NextRung, climbed.Step, [.. climbed.Rung.Callees.Select(callee => callee.Person.Name)], climbed.NextAt, null);
        }

        private static async Task<Problem> WhyNotAsync(Step step)
        {
            var ladder = await step.Transaction.SingleAsync<Reached>(
                "SELECT step, climbed_at, stopped_at FROM incident_ladders WHERE incident_id = @id", new { id = step.Incident.Id });
            return Problems.Conflict("not-in-this-status").With("incidentStatus", step.Incident.Status)
                .With("step", ladder?.Step).With("climbedAt", ladder?.ClimbedAt).With("stoppedAt", ladder?.StoppedAt);
        }

        private static Task AuditAsync(Step step, string to) => Audit.AuditTrail.AppendAsync(
            step.Transaction, step.Actor.Word, "incident.escalation", step.Incident.Id.ToString("D"), to, step.Now);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/incidents/{incident}/escalations", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var answer = await sender.Send(new Command(incident, await MoveDoors.ReadAsync<EscalationBody>(http, cancellation)), cancellation);
            return Made.Say(http, answer);
        })
        .Accepts<EscalationBody>("application/json").Produces<Answer>(StatusCodes.Status201Created)
        .WithSummary("Call the next rung now, or tell a centre").NeedsDesk(Scopes.Work);

    private sealed record Reached(long Step, DateTimeOffset? ClimbedAt, DateTimeOffset? StoppedAt);
}
