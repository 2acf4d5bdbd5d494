using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Coordination;

/// <summary>The desk enters an order to keep things as they are (yêu cầu giữ nguyên hiện trạng): of incidents, of systems. Until it is lifted none of them is "restored".</summary>
public static class OrderPreservation
{
    public sealed record OrderBody
    {
        /// <summary>Who ordered it.</summary>
        public required string OrderedBy { get; init; }

        /// <summary>Number of the order, where it has one.</summary>
        public string? Reference { get; init; }

        /// <summary>What is to be kept, and what for.</summary>
        public required string Reason { get; init; }

        /// <summary>Now, where absent.</summary>
        public DateTimeOffset? OrderedAt { get; init; }

        /// <summary>Id of the coordination request that it came with.</summary>
        public Guid? Request { get; init; }

        /// <summary>Numbers or ids.</summary>
        public IReadOnlyList<string>? Incidents { get; init; }
        public IReadOnlyList<SystemBody>? Systems { get; init; }
    }

    public sealed record SystemBody(string Agency, string Code);

    public sealed record Command(OrderBody Body) : IRequest<OrderView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(command => command.Body.OrderedBy).TextBetween(1, 200).OnOneLine();
            RuleFor(command => command.Body.Reference).TextBetween(1, 100).OnOneLine();
            RuleFor(command => command.Body.Reason).TextBetween(1, 2000);
            RuleFor(command => command.Body.OrderedAt).Must(at => at is null || at <= clock.GetUtcNow().AddMinutes(5)).WithErrorCode("in-the-future");
            RuleFor(command => command.Body.Incidents).AtMostItems(100);
            RuleFor(command => command.Body.Systems).AtMostItems(100);
            RuleFor(command => command.Body).Must(body => body.Incidents is { Count: > 0 } || body.Systems is { Count: > 0 }).OverridePropertyName("/incidents").WithFault("required");
        }
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, OrderView>
    {
        public Task<OrderView> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var (now, by, body) = (clock.GetUtcNow(), Actor.Of(caller), command.Body);
                if (body.Request is { } request && await RequestRows.FindAsync(transaction, request, caller) is null)
                    throw new RefusedException(Problems.Validation(Faults.At("/request", "unknown-reference", request)));
                var id = Ids.Next(now);
                await transaction.ExecuteAsync(
                    """
                    INSERT INTO preservation_orders (id, request_id, ordered_by, reference, reason, ordered_at, created_at, created_by, created_by_name, version)
                    VALUES (@id, @request, @orderedBy, @reference, @reason, @orderedAt, @now, @by, @name, 1)
                    """,
                    new
                    {
                        id, request = body.Request, orderedBy = body.OrderedBy.Trim(), reference = body.Reference?.Trim(), reason = body.Reason.Trim(),
                        orderedAt = body.OrderedAt ?? now, now, by = by.Word, name = by.Name,
                    });
                var n = 0L;
                foreach (var (named, place) in (body.Incidents ?? []).Select((named, place) => (named, place)))
                {
                    var incident = IncidentRef.Parse(named.Trim()) is { } wanted && await VisibleIncident.FindAsync(transaction, wanted, caller) is { } found
                        ? found
                        : throw new RefusedException(Problems.Validation(Faults.At($"/incidents/{place}", "unknown-reference", WireText.Shown(named))));
                    await AddAsync(transaction, id, ++n, incident.AgencyId, incident.Id, null);
                    await Timeline.AddAsync(
                        transaction, incident.Id, now, "evidence", by, "agency", $"To be kept as it is, ordered by {body.OrderedBy.Trim()}: {body.Reason.Trim()}",
                        $"Giữ nguyên hiện trạng theo yêu cầu của {body.OrderedBy.Trim()}: {body.Reason.Trim()}");
                    await Changes.TellAsync(transaction, "incident", incident.Id, incident.Number, "preserved", incident.AgencyId, now);
                }
                foreach (var (system, place) in (body.Systems ?? []).Select((system, place) => (system, place)))
                {
                    var found = await transaction.SingleAsync<SystemRow>(
                        "SELECT systems.id, systems.agency_id FROM systems JOIN agencies ON agencies.id = systems.agency_id WHERE agencies.code = @agency AND systems.code = @code",
                        new { agency = system.Agency, code = system.Code })
                        ?? throw new RefusedException(Problems.Validation(Faults.At($"/systems/{place}", "unknown-reference", WireText.Shown($"{system.Agency}/{system.Code}"))));
                    await AddAsync(transaction, id, ++n, found.AgencyId, null, found.Id);
                }
                await AuditTrail.AppendAsync(transaction, by.Word, "preservation.order", id.ToString("D"), $"{n} targets", now);
                return (await OrderView.FindAsync(transaction, id, caller))!;
            }, cancellation);

        private static Task AddAsync(Transaction transaction, Guid order, long n, Guid agency, Guid? incident, Guid? system) => transaction.ExecuteAsync(
            "INSERT INTO preservation_targets (order_id, n, agency_id, incident_id, system_id) VALUES (@order, @n, @agency, @incident, @system)",
            new { order, n, agency, incident, system });

        private sealed record SystemRow(Guid Id, Guid AgencyId);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/preservation-orders", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<OrderBody>(http, RequestRules.MostBytes, cancellation);
            var order = await sender.Send(new Command(body.Value), cancellation);
            return Made.Say(http, order, $"/api/v1/preservation-orders/{order.Id:D}", order.Version);
        })
        .Accepts<OrderBody>("application/json").Produces<OrderView>(StatusCodes.Status201Created).WithSummary("Enter an order to keep incidents or systems as they are")
        .NeedsDesk(Scopes.Work, Scopes.Admin);
}
