using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Coordination;

/// <summary>An agency, or the desk, says something to one item: in parts, and at last for good. What was said stays.</summary>
public static class AnswerItem
{
    public sealed record AnswerBody
    {
        /// <summary>Which item, from 1.</summary>
        public required long Item { get; init; }
        public required string Text { get; init; }

        /// <summary>What shows it: number of an evidence file, place in a store.</summary>
        public string? Evidence { get; init; }

        /// <summary>True: with this the item is answered as far as the agency goes. False or absent: more is to come.</summary>
        public bool? Complete { get; init; }

        /// <summary>Code. An agency may leave it out for itself; the desk leaves it out for its own answer.</summary>
        public string? Agency { get; init; }

        /// <summary>Number and day of the agency's own letter; the desk must give it where it enters an agency's answer.</summary>
        public string? Paper { get; init; }
    }

    public sealed record Command(Guid Request, AnswerBody Body) : IRequest<RequestView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body.Text).TextBetween(1, 20_000);
            RuleFor(command => command.Body.Evidence).AtMostCharacters(2000);
            RuleFor(command => command.Body.Paper).TextBetween(1, 200).OnOneLine();
            RuleFor(command => command.Body.Agency).TextBetween(1, 60);
        }
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, RequestView>
    {
        public Task<RequestView> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var (now, by, body) = (clock.GetUtcNow(), Actor.Of(caller), command.Body);
                var row = await RequestRows.HoldAsync(transaction, command.Request, ETags.Any, caller);
                var agency = await AgencyAsync(transaction, row.Id, body, now);
                if (await transaction.SingleAsync<long>("SELECT count(*) FROM coordination_items WHERE request_id = @id AND n = @item", new { id = row.Id, item = body.Item }) == 0)
                    throw new RefusedException(Problems.Validation(Faults.At("/item", "unknown-reference", body.Item)));
                await transaction.ExecuteAsync(
                    """
                    INSERT INTO coordination_answers (id, request_id, item, agency_id, text, evidence, paper, completes_at, at, actor, actor_name)
                    VALUES (@id, @request, @item, @agency, @text, @evidence, @paper, @completes, @now, @by, @name)
                    """,
                    new
                    {
                        id = Ids.Next(now), request = row.Id, item = body.Item, agency, text = body.Text.Trim(), evidence = body.Evidence?.Trim(), paper = body.Paper?.Trim(),
                        completes = body.Complete == true ? now : (DateTimeOffset?)null, now, by = by.Word, name = by.Name,
                    });
                await AuditTrail.AppendAsync(
                    transaction, by.Word, "coordination.answer", row.Id.ToString("D"), $"item {body.Item} {(body.Complete == true ? "complete" : "partial")}", now);
                await Changes.TellAsync(transaction, "coordination", row.Id, null, "answer", agency, now);
                return (await RequestView.FindAsync(transaction, row.Id, caller))!;
            }, cancellation);

        private async Task<Guid?> AgencyAsync(Reading reading, Guid request, AnswerBody body, DateTimeOffset now)
        {
            if (body.Agency is null && caller.IsDesk)
                return null;
            if (caller.IsDesk && body.Paper is null)
                throw new RefusedException(Problems.Validation(Faults.Saying(
                    "/paper", "required", "The agency answers for itself. Enter its answer only with the number and day of the letter that it came by.",
                    "Cơ quan tự trả lời. Chỉ nhập thay khi có số, ngày văn bản trả lời của cơ quan.")));
            // Whoever names none answers for their own, or for one whose tasks they have today.
            return await reading.SingleAsync<Guid?>(
                $"""
                SELECT agencies.id FROM coordination_agencies JOIN agencies ON agencies.id = coordination_agencies.agency_id
                WHERE coordination_agencies.request_id = @request AND {(body.Agency is null ? Heirs.SpokenForBy(caller, "agencies.id") : "agencies.code = @agency")}
                  AND {caller.MaySee("coordination_agencies")}
                ORDER BY CASE WHEN agencies.id = @own THEN 0 ELSE 1 END, agencies.code LIMIT 1
                """,
                new { request, own = caller.Agency ?? Guid.Empty, agency = body.Agency ?? "", now })
                ?? throw new RefusedException(Problems.Validation(Faults.At("/agency", "unknown-reference", WireText.Shown(body.Agency ?? ""))));
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/coordination-requests/{request:guid}/answers", async (Guid request, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<AnswerBody>(http, RequestRules.MostBytes, cancellation);
            var answered = await sender.Send(new Command(request, body.Value), cancellation);
            return Made.Say(http, answered, version: answered.Version);
        })
        .Accepts<AnswerBody>("application/json").Produces<RequestView>(StatusCodes.Status201Created).WithSummary("Answer one item of a coordination request, in parts or for good")
        .Needs(Scopes.Report, Scopes.Work);
}
