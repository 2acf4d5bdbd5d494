using System.Security.Cryptography;
using System.Text;
using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Delivery;
using IncidentDesk.Delivery.Calls;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Shell;
using IncidentDesk.Storage;
using MediatR;
using static IncidentDesk.Delivery.DeliveryStates;

namespace IncidentDesk.Papers;

/// <summary>
/// Somebody sent an approved paper outside of the desk, by the registry's network or by post, and says so with its number, its date and the receipt. That meets the duty,
/// as of the date of dispatch; what is about an agency settles the periodic duty of the period that it states.
/// </summary>
public static class HandOverPaper
{
    /// <param name="Number">Number and symbol of the dispatch.</param>
    /// <param name="At">When it was dispatched, as the receipt says.</param>
    /// <param name="Channel">trục liên thông văn bản, bưu điện, nộp trực tiếp.</param>
    /// <param name="ReceivedBy">Who took it, where the receipt names somebody.</param>
    /// <param name="Evidence">The scanned receipt, among the evidence of the incident, or sent ahead for a paper about an agency; what meets a duty has one.</param>
    /// <param name="Centre">To whom, where it is not whom the duty names.</param>
    public sealed record HandOverBody(string Number, DateTimeOffset At, string Channel, string? ReceivedBy = null, Guid? Evidence = null, string? Note = null, string? Centre = null);

    public sealed record Command(string Paper, HandOverBody Body, long Version) : IRequest<PaperAnswer>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(command => command.Body.Number).TextBetween(1, 200).OnOneLine();
            RuleFor(command => command.Body.At).Must(at => at <= clock.GetUtcNow() + TaskOutcome.ClockSlack).WithErrorCode("in-the-future");
            RuleFor(command => command.Body.Channel).TextBetween(1, 200).OnOneLine();
            RuleFor(command => command.Body.ReceivedBy).TextBetween(1, 200).OnOneLine();
            RuleFor(command => command.Body.Note).AtMostCharacters(2000);
            RuleFor(command => command.Body.Centre).OneOf(Words.Centres);
        }
    }

    public sealed class Handler(Database database, Deliveries deliveries, PaperViews views, PaperPeriod period, HandOverReceipt receipt, Caller caller, TimeProvider clock)
        : IRequestHandler<Command, PaperAnswer>
    {
        public Task<PaperAnswer> Handle(Command command, CancellationToken cancellation) => caller.Person is null
            ? throw new RefusedException(Problems.Forbidden("needs-a-person"))
            : database.WriteAsync(transaction => RecordAsync(transaction, command), cancellation);

        private async Task<PaperAnswer> RecordAsync(Transaction transaction, Command command)
        {
            var (now, actor, body) = (clock.GetUtcNow(), Actor.Of(caller), command.Body);
            var paper = (await PaperRow.HoldAsync(transaction, command.Paper, command.Version, caller)).RequireState(PaperState.Approved);
            var to = await PaperRecipient.FindAsync(transaction, paper, body.Centre, now);
            await MissingReason.RefuseAsync(transaction, paper.IncidentId, to.Obligation);
            await receipt.TakeAsync(transaction, caller, paper, to, body, now);
            await RequireNoticedAsync(transaction, paper, body.At);
            await RequireApprovedBeforeAsync(transaction, paper, body.At);
            var (id, name) = (Ids.Next(now), to.Name.Length > 0 ? to.Name : body.ReceivedBy?.Trim() ?? "văn thư / registry");
            var recipient = new Addressee(to.Centre ?? to.Role, to.Role, name, to.Centre, null, "văn thư / registry");
            // The number of the sending keeps a second hand-over of the same version apart from the first.
            var planned = new PlannedDelivery(
                id, paper.IncidentId, to.CauseKind, $"{PaperCause.Ref(paper)}:{paper.Moves}", PersonChannels.ByHand, recipient, Automatic: true, now, to.DueAt) { By = actor };
            if (!await deliveries.PlanAsync(transaction, planned))
                throw new RefusedException(Problems.Conflict("paper-not-in-this-state").With("paperState", paper.State));
            await PaperState.MoveAsync(transaction, paper.Id, PaperState.Approved, PaperState.Sending, actor, $"delivery {id:D}", now);
            await PaperSendings.AddAsync(transaction, paper, id, to.Obligation, new(body.Number.Trim(), body.At, body.Channel.Trim(), body.Evidence, body.Note?.Trim()), now);
            await ProveAsync(transaction, paper, id, body, now);
            var words = string.Join(", ", new[] { body.Number.Trim(), body.Channel.Trim(), body.ReceivedBy?.Trim() }.Where(word => word is { Length: > 0 }));
            await Deliveries.MoveAlongAsync(transaction, Queued, [Claimed, Accepted, Acknowledged], new(id, Queued, Acknowledged, now, actor) { Note = words });
            await period.SettleAsync(transaction, caller, paper, to, body.At, $"{body.Number.Trim()}, {body.Channel.Trim()}", now);
            return await PaperAnswer.OfAsync(transaction, views, paper.Id, caller);
        }

        // Nothing was sent of an incident before it was noticed.
        private static async Task RequireNoticedAsync(Reading reading, PaperRow paper, DateTimeOffset sentAt)
        {
            if (paper.IncidentId is { } incident && sentAt < await reading.SingleAsync<DateTimeOffset>("SELECT detected_at FROM incidents WHERE id = @incident", new { incident }))
                throw new RefusedException(Problems.Validation(Faults.Saying("/at", "out-of-range", Texts.HandOverTooEarly.En, Texts.HandOverTooEarly.Vi)));
        }

        // What left before anybody had approved this version was not this version. Receipts name minutes: the minute of the approval is late enough.
        private static async Task RequireApprovedBeforeAsync(Reading reading, PaperRow paper, DateTimeOffset sentAt)
        {
            var approved = await reading.SingleAsync<DateTimeOffset?>(
                "SELECT max(at) FROM paper_history WHERE paper_id = @paper AND from_state = 'review' AND to_state = 'approved'", new { paper = paper.Id });
            if (approved is { } since && sentAt.AddMinutes(1) <= since)
                throw new RefusedException(Problems.Validation(Faults.Saying(
                    "/at", "out-of-range", Texts.HandOverBeforeApproval.In(Language.English, VietnamTime.Shown(since)),
                    Texts.HandOverBeforeApproval.In(Language.Vietnamese, VietnamTime.Shown(since)))));
        }

        private static async Task ProveAsync(Transaction transaction, PaperRow paper, Guid delivery, HandOverBody body, DateTimeOffset now)
        {
            var version = (await PaperVersions.FindAsync(transaction, paper.Id, paper.Latest))!;
            var letter = PlainLetter.Write(version.Read().Letter);
            await transaction.ExecuteAsync(
                "UPDATE deliveries SET content = @letter, content_hash = @hash, attempts = 1 WHERE id = @delivery",
                new { delivery, letter, hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(letter))) });
            await transaction.ExecuteAsync(
                "INSERT INTO delivery_attempts (delivery_id, n, at, ended_at, verdict, reply, hash) VALUES (@delivery, 1, @sent, @now, 'ok', @reply, @hash)",
                new { delivery, sent = body.At, now, reply = Attempts.Printable($"{body.Number.Trim()}, {body.Channel.Trim()}"), hash = version.Hash });
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/papers/{paper}/handover", async (string paper, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            var body = await Body.ReadAsync<HandOverBody>(http, PaperAnswer.MostBytes, cancellation);
            return (await sender.Send(new Command(paper, body.Value, version), cancellation)).Say(http);
        })
        .Accepts<HandOverBody>("application/json").Produces<PaperView>()
        .WithSummary("Record that an approved paper was sent outside of the desk, with its number, date and receipt").NeedsDesk(Scopes.Work);
}
