using FluentValidation;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Sharing;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Reports.Form;

/// <summary>
/// What somebody typed is kept for them alone until they send it, throw it away, or a month has gone. It is no record yet: the audit does not hear of every few seconds.
/// </summary>
public static class SaveDraft
{
    private const int MostOfOnePerson = 10;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30), Slack = TimeSpan.FromMinutes(1);

    /// <param name="Key">The form's own key.</param>
    /// <param name="EditedAt">When it was typed; null: now.</param>
    public sealed record Command(Guid Key, FormAnswers Answers, DateTimeOffset? EditedAt) : IRequest<DateTimeOffset>;

    public sealed class Validator : AbstractValidator<Command>
    {
        // A draft lies on the desk like everything else: what may not be here is refused before anybody presses "send".
        public Validator() => RuleFor(command => command.Answers).Custom((answers, context) =>
        {
            var faults = FormReading.Dirty(answers);
            foreach (var (name, text) in answers.All)
                if (StateSecretMarking.IsIn(text))
                    faults.Add(Faults.At("/" + name, "state-secret-marking"));
                else if (WireText.LongerThan(text, 20_000))
                    faults.Add(Faults.At("/" + name, "too-long", 20_000));
            foreach (var fault in faults)
                context.AddFailure(new FluentValidation.Results.ValidationFailure(fault.Path, fault.Message) { CustomState = fault });
        });
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, DateTimeOffset>
    {
        public Task<DateTimeOffset> Handle(Command command, CancellationToken cancellation)
        {
            var (now, person) = (clock.GetUtcNow(), caller.Person ?? throw new RefusedException(Problems.Forbidden("needs-a-person")));
            var edited = command.EditedAt is { } at && at <= now + Slack ? at : now;
            var draft = new { person, key = command.Key, answers = command.Answers.ToJson(), edited, now, old = now - Kept, most = MostOfOnePerson - 1L };
            return database.WriteAsync(async transaction =>
            {
                await transaction.ExecuteAsync(
                    """
                    DELETE FROM report_drafts WHERE saved_at < @old OR (person_id = @person AND form_key <> @key AND form_key NOT IN
                        (SELECT form_key FROM report_drafts WHERE person_id = @person AND form_key <> @key ORDER BY saved_at DESC LIMIT @most))
                    """,
                    draft);
                // Of two that were typed one after the other and arrive in the wrong order, the later one stays.
                await transaction.ExecuteAsync(
                    """
                    INSERT INTO report_drafts (person_id, form_key, answers, edited_at, saved_at) VALUES (@person, @key, @answers, @edited, @now)
                    ON CONFLICT (person_id, form_key) DO UPDATE SET answers = excluded.answers, edited_at = excluded.edited_at, saved_at = excluded.saved_at
                    WHERE report_drafts.edited_at <= excluded.edited_at
                    """,
                    draft);
                return now;
            }, cancellation);
        }
    }
}
