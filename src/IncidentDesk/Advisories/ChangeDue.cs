using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Advisories;

/// <summary>The due time of a letter moves: earlier freely, later with a reason. Reminders that have not fired move with it.</summary>
public static class ChangeDue
{
    public sealed record DueBody(DateTimeOffset DueAt, string? Reason = null);

    public sealed record Command(Guid Advisory, DueBody Body, long Version) : IRequest<AdvisoryView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body.DueAt).Must(due => AdvisoryRules.IsInReach(due)).WithFault("out-of-range", 2000, 2200);
            RuleFor(command => command.Body.Reason).TextBetween(1, 2000);
        }
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, AdvisoryView>
    {
        public Task<AdvisoryView> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var (now, by, body) = (clock.GetUtcNow(), Actor.Of(caller), command.Body);
                var row = await AdvisoryRows.TakeAsync(transaction, command.Advisory, caller, now) ?? throw new RefusedException(Problems.NotFound());
                if (command.Version != ETags.Any && command.Version != row.Version)
                    throw new RefusedException(Problems.Stale());
                var urgency = await Urgency.OfAsync(transaction, await AdvisoryReading.CvesAsync(transaction, row.Id), Urgency.Facts.Of(row), row.CreatedAt);
                if (AdvisoryWriting.NeedsReason(body.DueAt, urgency.DueAt, row.DueAt) && string.IsNullOrWhiteSpace(body.Reason))
                    throw new RefusedException(Problems.Validation(Faults.Saying(
                        "/reason", "required", "This is later than before or than BOD 26-04 suggests: say why.",
                        "Hạn này muộn hơn hạn cũ hoặc muộn hơn gợi ý của BOD 26-04: hãy nêu lý do.")));
                await AdvisoryWriting.MoveDueAsync(transaction, row, body.DueAt, body.Reason, urgency, by, now);
                await transaction.ExecuteAsync("UPDATE advisories SET version = version + 1 WHERE id = @id", new { id = row.Id });
                await AuditTrail.AppendAsync(transaction, by.Word, "advisory.due", row.Id.ToString("D"), "moved", now);
                await Changes.TellAsync(transaction, "advisory", row.Id, row.Number, "due", null, now);
                return (await AdvisoryReading.ViewAsync(transaction, row.Id, caller, now))!;
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/advisories/{advisory:guid}/due", async (Guid advisory, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<DueBody>(http, AdvisoryRules.MostBytes, cancellation);
            var changed = await sender.Send(new Command(advisory, body.Value, version), cancellation);
            ETags.Write(http.Response, changed.Version);
            return Results.Json(changed, Json.Options);
        })
        .Accepts<DueBody>("application/json").Produces<AdvisoryView>().WithSummary("Move the due time of a warning letter").NeedsDesk(Scopes.Work, Scopes.Admin);
}
