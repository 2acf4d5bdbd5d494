using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Centres;
using IncidentDesk.Delivery;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;
using Deliveries = IncidentDesk.Delivery.Deliveries;

namespace IncidentDesk.Coordination;

/// <summary>
/// The desk answers the centre: by mail through the post room, whose ending says when it had left, or by hand with its proof. A part may go ahead; the whole answer goes when
/// no item is open. As with everything that goes up, a second person approves the letter first, unless it is about a serious incident.
/// </summary>
public static class ReplyToCentre
{
    public sealed record ReplyBody
    {
        /// <summary>The covering words; the answers to the items follow them.</summary>
        public required string Text { get; init; }

        /// <summary>partial or whole (default).</summary>
        public string? Part { get; init; }

        /// <summary>mail (default) or by-hand.</summary>
        public string? Way { get; init; }

        /// <summary>By hand: when it was handed over; now, where absent.</summary>
        public DateTimeOffset? At { get; init; }

        /// <summary>By hand: number of the letter, stamp, receipt of the portal.</summary>
        public string? Proof { get; init; }
    }

    public sealed record Command(Guid Request, ReplyBody Body, long Version) : IRequest<RequestView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(command => command.Body.Text).TextBetween(1, 20_000);
            RuleFor(command => command.Body.Part).OneOf("partial", "whole");
            RuleFor(command => command.Body.Way).OneOf("mail", "by-hand");
            RuleFor(command => command.Body.Proof).TextBetween(1, 2000);
            RuleFor(command => command.Body.Proof).NotNull().WithErrorCode("required").When(command => command.Body.Way == "by-hand");
            RuleFor(command => command.Body.Proof).Null().WithErrorCode("differs").When(command => command.Body.Way != "by-hand");
            RuleFor(command => command.Body.At).Must(at => at is null || at <= clock.GetUtcNow().AddMinutes(5)).WithErrorCode("in-the-future");
        }
    }

    public sealed class Handler(Database database, Deliveries deliveries, Caller caller, TimeProvider clock) : IRequestHandler<Command, RequestView>
    {
        public Task<RequestView> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var (now, by, body) = (clock.GetUtcNow(), Actor.Of(caller), command.Body);
                var row = await RequestRows.HoldAsync(transaction, command.Request, command.Version, caller);
                if (caller.Person is null)
                    throw new RefusedException(Problems.Forbidden("needs-a-person"));
                if (body.At < row.ReceivedAt)
                    throw new RefusedException(Problems.Validation(Faults.Saying(
                        "/at", "out-of-range", "The answer cannot have been handed over before the request came.", "Trả lời không thể được nộp trước khi nhận yêu cầu.")));
                var isWhole = body.Part != "partial";
                if (isWhole && (await RequestView.FindAsync(transaction, row.Id, caller))!.OpenItems is { Count: > 0 } open)
                    throw new RefusedException(Problems.Conflict("items-open").With("items", open));
                var n = 1 + await transaction.SingleAsync<long>("SELECT count(*) FROM coordination_sendings WHERE request_id = @id", new { id = row.Id });
                var delivery = body.Way == "by-hand" ? (Guid?)null : await PlanAsync(transaction, row, n, by, now);
                var at = body.Way == "by-hand" ? body.At ?? now : now;
                await transaction.ExecuteAsync(
                    """
                    INSERT INTO coordination_sendings (request_id, n, part, text, delivery_id, proof, at, actor, actor_name)
                    VALUES (@id, @n, @part, @text, @delivery, @proof, @at, @by, @name)
                    """,
                    new { id = row.Id, n, part = isWhole ? "whole" : "partial", text = body.Text.Trim(), delivery, proof = body.Proof?.Trim(), at, by = by.Word, name = by.Name });
                await transaction.ExecuteAsync("UPDATE coordination_requests SET version = version + 1 WHERE id = @id", new { id = row.Id });
                if (delivery is null && isWhole)
                    await Answered.SetAsync(transaction, row.Id, at, now);
                await AuditTrail.AppendAsync(transaction, by.Word, "coordination.reply", row.Id.ToString("D"), $"{n} {(isWhole ? "whole" : "partial")} {body.Way ?? "mail"}", now);
                await Changes.TellAsync(transaction, "coordination", row.Id, null, "replied", null, now);
                return (await RequestView.FindAsync(transaction, row.Id, caller))!;
            }, cancellation);

        private async Task<Guid> PlanAsync(Transaction transaction, RequestRow row, long n, Actor by, DateTimeOffset now)
        {
            var id = Ids.Next(now);
            var role = await transaction.SingleAsync<string>(
                "SELECT role FROM centre_roles WHERE centre_id = @centre AND valid_from <= @now AND (valid_to IS NULL OR valid_to > @now) ORDER BY valid_from DESC, role LIMIT 1",
                new { centre = row.CentreId, now }) ?? "response-network";
            var contact = await CentreContacts.UsableAsync(transaction, row.CentreId, "mail", now);
            var isSerious = row.IncidentId is { } incident
                && await transaction.SingleAsync<DateTimeOffset?>("SELECT serious_since FROM incidents WHERE id = @incident", new { incident }) is not null;
            await deliveries.PlanAsync(transaction, new(
                id, row.IncidentId, CoordinationMails.Request, $"{OwnPeople.AnswerToCentre}{n}:{row.Id:D}", "mail",
                Addressee.Of(row.CentreId, role, row.CentreName, contact), isSerious, now, row.DeadlineAt) { By = by });
            return id;
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/coordination-requests/{request:guid}/reply", async (Guid request, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<ReplyBody>(http, RequestRules.MostBytes, cancellation);
            var replied = await sender.Send(new Command(request, body.Value, version), cancellation);
            ETags.Write(http.Response, replied.Version);
            return Results.Json(replied, Json.Options);
        })
        .Accepts<ReplyBody>("application/json").Produces<RequestView>().WithSummary("Answer the centre, by mail or by hand with its proof").NeedsDesk(Scopes.Approve, Scopes.Admin);
}
