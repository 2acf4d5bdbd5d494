using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Scenarios;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Scenarios;

/// <summary>
/// A person of the agency, or of its heir once it has ended, or of the desk, says that the scenario was reviewed: on which day, and which document it is. Whoever looked before the
/// last change did not see it. After its time it is late, and late for ever.
/// </summary>
public static class SettleScenarioReview
{
    public const int MostBytes = 64 << 10;

    /// <param name="ReviewedOn">A day of the desk's calendar, not before the last change and not in the future.</param>
    /// <param name="Document">Number or name of the scenario as it stands now.</param>
    public sealed record ScenarioReviewBody(DateOnly ReviewedOn, string Document, string? Note = null);

    public sealed record Command(Guid Review, ScenarioReviewBody Body, long Version) : IRequest<ScenarioReviewView>;

    /// <summary>Whether it is the caller's to record: who merely stands above the agency sees it and does not.</summary>
    public sealed record Question(Guid Review) : IRequest<bool>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body.ReviewedOn).Must(day => day.Year is >= 2000 and <= 2200).WithFault("out-of-range", 2000, 2200);
            RuleFor(command => command.Body.Document).TextBetween(1, 300).OnOneLine();
            RuleFor(command => command.Body.Note).AtMostCharacters(2000);
        }
    }

    public sealed class Handler(Database database, DeskSettings settings, Caller caller, TimeProvider clock)
        : IRequestHandler<Command, ScenarioReviewView>, IRequestHandler<Question, bool>
    {
        public Task<bool> Handle(Question question, CancellationToken cancellation) =>
            database.ReadAsync(reading => IsTheirsAsync(reading, question.Review, clock.GetUtcNow()), cancellation);

        public Task<ScenarioReviewView> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var (now, zone, body, by) = (clock.GetUtcNow(), settings.Zone.Zone, command.Body, Actor.Of(caller));
                var owed = await OwedAsync(transaction, command, now);
                if (WrongDay(body.ReviewedOn, ScenarioTerm.DayOf(owed.LastChangedAt, zone), ScenarioTerm.DayOf(now, zone)) is { } fault)
                    throw new RefusedException(Problems.Validation(fault));
                var late = ScenarioTerm.LateDays(body.ReviewedOn, owed.DueAt, zone);
                await WriteAsync(transaction, owed, body, late, now);
                await ScenarioMails.CallOffAsync(transaction, now);
                await ScenarioAlarm.SetAsync(transaction, now);
                await AuditTrail.AppendAsync(transaction, by.Word, "scenario.settle", owed.Id.ToString("D"), late > 0 ? $"{late} days late" : "in time", now);
                var agency = await transaction.SingleAsync<Guid>("SELECT agency_id FROM scenario_reviews WHERE id = @id", new { id = owed.Id });
                await Changes.TellAsync(transaction, "scenario", owed.Id, null, "settled", agency, now);
                return (await ScenarioRows.FindAsync(transaction, owed.Id, caller, now))!;
            }, cancellation);

        private async Task WriteAsync(Transaction transaction, ScenarioReviewView owed, ScenarioReviewBody body, long late, DateTimeOffset now)
        {
            var settled = await transaction.ExecuteAsync(
                """
                UPDATE scenario_reviews SET reviewed_on = @on, document = @document, note = @note, late_days = @late, settled_at = @now, settled_by = @person, version = version + 1
                WHERE id = @id AND settled_at IS NULL AND version = @version
                """,
                new
                {
                    id = owed.Id, version = owed.Version, on = body.ReviewedOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                    document = body.Document.Trim(), note = string.IsNullOrWhiteSpace(body.Note) ? null : body.Note.Trim(), late = late > 0 ? late : (long?)null, now, person = caller.Person,
                });
            if (settled == 0)
                throw new RefusedException(Problems.Stale());
        }

        /// <exception cref="RefusedException">404; 403 needs-a-person, or where it is not theirs; 412 when it has changed; 409 when it is done.</exception>
        private async Task<ScenarioReviewView> OwedAsync(Transaction transaction, Command command, DateTimeOffset now)
        {
            var found = await ScenarioRows.FindAsync(transaction, command.Review, caller, now) ?? throw new RefusedException(Problems.NotFound());
            if (caller.Person is null)
                throw new RefusedException(Problems.Forbidden("needs-a-person"));
            if (!await IsTheirsAsync(transaction, command.Review, now))
                throw new RefusedException(Problems.Forbidden());
            if (command.Version != ETags.Any && command.Version != found.Version)
                throw new RefusedException(Problems.Stale());
            return found.SettledAt is null ? found : throw new RefusedException(Problems.Conflict("scenario-reviewed"));
        }

        private async Task<bool> IsTheirsAsync(Reading reading, Guid review, DateTimeOffset now) => caller.IsDesk
            || (await reading.SingleAsync<Guid?>("SELECT agency_id FROM scenario_reviews WHERE id = @review", new { review }) is { } agency
                && await Heirs.SpeaksForAsync(reading, caller, agency, now));

        private static Fault? WrongDay(DateOnly on, DateOnly lastChange, DateOnly today) =>
            on > today ? Faults.At("/reviewedOn", "in-the-future")
            : on < lastChange ? Faults.Saying(
                "/reviewedOn", "out-of-range", $"The system last changed on {VietnamTime.Shown(lastChange)}: a review before that day did not see it.",
                $"Hệ thống thay đổi lần cuối ngày {VietnamTime.Shown(lastChange)}: lần rà soát trước ngày đó chưa xét thay đổi này.")
            : null;
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/scenario-reviews/{review:guid}/settlement", async (Guid review, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<ScenarioReviewBody>(http, MostBytes, cancellation);
            var settled = await sender.Send(new Command(review, body.Value, version), cancellation);
            ETags.Write(http.Response, settled.Version);
            return Results.Json(settled, Json.Options);
        })
        .Accepts<ScenarioReviewBody>("application/json").Produces<ScenarioReviewView>()
        .WithSummary("Record that a response scenario was reviewed, with its day and document").Needs(Scopes.Report, Scopes.Work);
}
