using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Coordination;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Coordination;

/// <summary>The desk enters what a centre asks for, by when, and passes it on to agencies. The clock of this request is its own.</summary>
public static class TakeRequest
{
    public sealed record Command(RequestBody Body) : IRequest<RequestView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TimeProvider clock) => RuleFor(command => command.Body).SetValidator(new RequestRules(clock));
    }

    public sealed class Handler(Database database, RequestAgencies agencies, Caller caller, TimeProvider clock) : IRequestHandler<Command, RequestView>
    {
        public Task<RequestView> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var (now, by, body) = (clock.GetUtcNow(), Actor.Of(caller), command.Body);
                var id = Ids.Next(now);
                var incident = body.Incident is { } named ? await IncidentAsync(transaction, named) : null;
                if (await transaction.SingleAsync<long>("SELECT count(*) FROM centres WHERE id = @centre", new { centre = body.Centre }) == 0)
                    throw new RefusedException(Problems.Validation(Faults.At("/centre", "unknown-reference", WireText.Shown(body.Centre))));
                var taken = await transaction.ExecuteAsync(
                    """
                    INSERT INTO coordination_requests (id, centre_id, reference, subject, text, tlp, received_at, deadline_at, incident_id, state, created_at, created_by,
                        created_by_name, version)
                    VALUES (@id, @centre, @reference, @subject, @text, @tlp, @received, @deadline, @incident, 'open', @now, @by, @name, 1)
                    ON CONFLICT (centre_id, reference) DO NOTHING
                    """,
                    new
                    {
                        id, centre = body.Centre, reference = body.Reference.Trim(), subject = body.Subject.Trim(), text = body.Text, tlp = body.Tlp ?? "amber",
                        received = body.ReceivedAt, deadline = body.DeadlineAt, incident, now, by = by.Word, name = by.Name,
                    });
                if (taken == 0)
                    throw new RefusedException(Problems.Conflict("request-known").With("reference", body.Reference.Trim()));
                foreach (var (text, n) in body.Items.Select((text, n) => (text.Trim(), n + 1L)))
                    await transaction.ExecuteAsync("INSERT INTO coordination_items (request_id, n, text) VALUES (@id, @n, @text)", new { id, n, text });
                foreach (var (at, n) in CoordinationRules.RemindersOf(body.ReceivedAt, body.DeadlineAt).Where(at => at > now).Select((at, n) => (at, n + 1L)))
                    await transaction.ExecuteAsync(
                        "INSERT INTO coordination_reminders (request_id, n, at, reminded) VALUES (@id, @n, @at, 0)", new { id, n, at });
                await agencies.AskAsync(transaction, id, body.Agencies ?? [], body.Tlp ?? "amber", now);
                await AuditTrail.AppendAsync(transaction, by.Word, "coordination.take", id.ToString("D"), body.Centre, now);
                await Changes.TellAsync(transaction, "coordination", id, null, "taken", null, now);
                return (await RequestView.FindAsync(transaction, id, caller))!;
            }, cancellation);

        private async Task<Guid?> IncidentAsync(Reading reading, string named) =>
            IncidentRef.Parse(named.Trim()) is { } wanted && await VisibleIncident.FindAsync(reading, wanted, caller) is { } found
                ? found.Id
                : throw new RefusedException(Problems.Validation(Faults.At("/incident", "unknown-reference", WireText.Shown(named))));
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/coordination-requests", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<RequestBody>(http, RequestRules.MostBytes, cancellation);
            var taken = await sender.Send(new Command(body.Value), cancellation);
            return Made.Say(http, taken, $"/api/v1/coordination-requests/{taken.Id:D}", taken.Version);
        })
        .Accepts<RequestBody>("application/json").Produces<RequestView>(StatusCodes.Status201Created).WithSummary("Enter a coordination request of a centre")
        .NeedsDesk(Scopes.Work, Scopes.Admin);
}
