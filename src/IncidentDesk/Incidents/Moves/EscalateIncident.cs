using System.Text.Json;
using FluentValidation;
using IncidentDesk.Centres;
using IncidentDesk.Delivery;
using IncidentDesk.Escalation.Climbing;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules;
using IncidentDesk.Storage;
using MediatR;
using Deliveries = IncidentDesk.Delivery.Deliveries;

namespace IncidentDesk.Incidents.Moves;

/// <summary>A person does not wait: the next rung is called now, or a centre is told.</summary>
public static class EscalateIncident
{
    public const string NextRung = "next-rung";

    /// <param name="To">next-rung, or the id of a centre.</param>
    /// <param name="AsOf">When the person looked: what was climbed or forwarded after that is not done a second time.</param>
    public sealed record EscalationBody(string To, string Reason, DateTimeOffset AsOf);

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
            RuleFor(command => command.Body.Reason).TextBetween(1, MoveDoors.MostNote);
        }
    }

    public sealed class Handler(Database database, Casework casework, Ascent ascent, Deliveries deliveries) : IRequestHandler<Command, Answer>
    {
        public Task<Answer> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var step = await casework.HoldAsync(transaction, command.Incident, ETags.Any);
                step.RefuseEnded();
                return command.Body.To == NextRung ? await ClimbAsync(step, command.Body) : await ForwardAsync(step, command.Body);
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

        private async Task<Answer> ForwardAsync(Step step, EscalationBody body)
        {
            var transaction = step.Transaction;
            var centre = await transaction.SingleAsync<Named>(
                """
                SELECT centres.name, (SELECT role FROM centre_roles WHERE centre_id = centres.id AND valid_from <= @now
                    AND (valid_to IS NULL OR valid_to > @now) ORDER BY valid_from DESC, role LIMIT 1) AS role
                FROM centres WHERE centres.id = @centre
                """,
                new { centre = body.To, now = step.Now }) ?? throw new RefusedException(Problems.Validation(Faults.At("/to", "unknown-reference", body.To)));
            var told = await transaction.QueryAsync<Forwarded>(
                "SELECT id, planned_at FROM deliveries WHERE about = @id AND cause_kind = 'forward' AND recipient = @centre AND channel = 'mail' ORDER BY id",
                new { id = step.Incident.Id, centre = body.To });
            if (told is [.., var last] && last.PlannedAt > body.AsOf)
                throw new RefusedException(Problems.Conflict("not-in-this-status")
                    .With("incidentStatus", step.Incident.Status).With("delivery", last.Id).With("plannedAt", last.PlannedAt));
            var contact = await CentreContacts.UsableAsync(transaction, body.To, "mail", step.Now);
            var to = Addressee.Of(body.To, centre.Role ?? "response-network", centre.Name, contact);
            var isSerious = step.Incident.SeriousSince is not null;
            var planned = new PlannedDelivery(Ids.Next(step.Now), step.Incident.Id, "forward", $"forward:{told.Count + 1}", "mail", to, isSerious, step.Now, null)
            {
                By = step.Actor, NextChannels = [PersonChannels.Call],
            };
            await deliveries.PlanAsync(transaction, planned);
            await step.TellAsync(
                "ladder", "escalation", "agency",
                $"Forwarded to {centre.Name}{(isSerious ? "" : ", once a second person agrees")}. {body.Reason.Trim()}",
                $"Chuyển tới {centre.Name}{(isSerious ? "" : ", khi người thứ hai đồng ý")}. {body.Reason.Trim()}",
                JsonSerializer.Serialize(new { to = body.To, delivery = planned.Id }));
            var brief = (await DeliveryBriefs.OfAsync(transaction, step.Incident.Id)).Single(one => one.Id == planned.Id);
            return new(body.To, null, [centre.Name], null, brief);
        }

        private static Task AuditAsync(Step step, string to) => Audit.AuditTrail.AppendAsync(
            step.Transaction, step.Actor.Word, "incident.escalation", step.Incident.Id.ToString("D"), to, step.Now);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/incidents/{incident}/escalations", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var answer = await sender.Send(new Command(incident, await MoveDoors.ReadAsync<EscalationBody>(http, cancellation)), cancellation);
            return Results.Json(answer, Json.Options, statusCode: StatusCodes.Status201Created);
        })
        .Accepts<EscalationBody>("application/json").Produces<Answer>(StatusCodes.Status201Created)
        .WithSummary("Call the next rung now, or tell a centre").NeedsDesk(Scopes.Work);

    private sealed record Reached(long Step, DateTimeOffset? ClimbedAt, DateTimeOffset? StoppedAt);

    private sealed record Forwarded(Guid Id, DateTimeOffset PlannedAt);

    private sealed record Named(string Name, string? Role);
}
